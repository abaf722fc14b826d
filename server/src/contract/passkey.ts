import { z } from 'zod';

const Base64Url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

/** As `PublicKeyCredential.toJSON()` gives it; what is not needed is left. */
const credential = <S extends z.ZodRawShape>(response: S) =>
  z.object({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal('public-key'),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    response: z.object({ clientDataJSON: Base64Url, ...response }),
  });

export const RegisteredPasskey = credential({
  attestationObject: Base64Url,
  transports: z.array(z.string().max(20)).max(10).optional(),
}).meta({ id: 'RegisteredPasskey', description: 'What navigator.credentials.create gave, as JSON' });
export type RegisteredPasskey = z.output<typeof RegisteredPasskey>;

export const ShownPasskey = credential({
  authenticatorData: Base64Url,
  signature: Base64Url,
  userHandle: Base64Url.nullish(),
}).meta({ id: 'ShownPasskey', description: 'What navigator.credentials.get gave, as JSON' });
export type ShownPasskey = z.output<typeof ShownPasskey>;

/** Handed to `PublicKeyCredential.parse…OptionsFromJSON` as it is. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() }).meta({
  id: 'PasskeyOptions',
  description: 'Options of navigator.credentials.create or get in JSON; for one use within five minutes',
});
export type PasskeyOptions = z.output<typeof PasskeyOptions>;
