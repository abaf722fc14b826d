import { z } from 'zod';
import { Done, SharedDevice, SignedIn, Uuid } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PasskeyOptions, RegisteredPasskey, ShownPasskey } from '../../contract/passkey.ts';

const PasskeyName = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
  .refine((text) => text.length > 0, 'is needed here')
  .refine((text) => [...text].length <= 40, 'takes at most 40 characters');
const PasskeyParams = z.object({ passkey: Uuid });

const Passkey = z
  .object({
    id: Uuid,
    name: z.string(),
    madeAt: DateTime,
    usedAt: DateTime.nullable(),
    isSynced: z.boolean().meta({ description: 'Kept by a provider for all devices of its owner' }),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

export const listPasskeys = endpoint({
  id: 'listPasskeys',
  method: 'GET',
  path: '/api/me/passkeys',
  summary: 'The passkeys of this account',
  access: 'account',
  response: z.object({ passkeys: z.array(Passkey) }).meta({ id: 'Passkeys' }),
});

export const beginPasskey = endpoint({
  id: 'beginPasskey',
  method: 'POST',
  path: '/api/me/passkeys/options',
  summary: 'Begins to add a passkey',
  access: 'account',
  stepUp: true,
  body: z.strictObject({}).meta({ id: 'Empty' }),
  response: PasskeyOptions,
  refusals: [409],
});

export const addPasskey = endpoint({
  id: 'addPasskey',
  method: 'POST',
  path: '/api/me/passkeys',
  summary: 'Adds the passkey that was made with these options; at most 20',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ name: PasskeyName, credential: RegisteredPasskey }).meta({ id: 'NewPasskey' }),
  response: Passkey,
  refusals: [409],
});

export const renamePasskey = endpoint({
  id: 'renamePasskey',
  method: 'PATCH',
  path: '/api/me/passkeys/{passkey}',
  summary: 'Calls a passkey something else',
  access: 'account',
  params: PasskeyParams,
  body: z.strictObject({ name: PasskeyName }).meta({ id: 'PasskeyChange' }),
  response: Done,
});

export const removePasskey = endpoint({
  id: 'removePasskey',
  method: 'DELETE',
  path: '/api/me/passkeys/{passkey}',
  summary: 'Removes a passkey',
  access: 'account',
  stepUp: true,
  params: PasskeyParams,
  response: Done,
  refusals: [409],
});

export const beginPasskeySignIn = endpoint({
  id: 'beginPasskeySignIn',
  method: 'POST',
  path: '/api/me/session/passkey/options',
  summary: 'Begins to sign in with a passkey, without a name',
  access: 'public',
  body: z.strictObject({}),
  response: PasskeyOptions,
  refusals: [409],
  limit: { times: 480, seconds: 600 },
});

export const signInWithPasskey = endpoint({
  id: 'signInWithPasskey',
  method: 'POST',
  path: '/api/me/session/passkey',
  summary: 'Signs in with a passkey, which is two factors by itself',
  access: 'public',
  body: z.strictObject({ credential: ShownPasskey, isShared: SharedDevice }).meta({ id: 'PasskeySignIn' }),
  response: SignedIn,
  refusals: [409],
  limit: { times: 240, seconds: 600 },
});
