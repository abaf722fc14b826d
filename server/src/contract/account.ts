import { z } from 'zod';
import { DateTime } from './common.ts';
import { CONTACT_KINDS, toContact } from './contact.ts';

export const Uuid = z.guid('must be a UUID');
export const Done = z.object({ done: z.boolean() }).meta({ id: 'Done' });

export const NewContact = z
  .strictObject({ kind: z.enum(CONTACT_KINDS), value: z.string().max(300, 'takes at most 300 characters') })
  .transform(({ kind, value }, context) => {
    const contact = toContact(kind, value);
    if (contact !== null) return { kind, value: contact };
    const message = kind === 'phone' ? 'must be a mobile number of 11 digits' : 'must be an e-mail address';
    context.addIssue({ code: 'custom', path: ['value'], message });
    return z.NEVER;
  });
export type Contact = z.output<typeof NewContact>;

export const Code = z
  .string()
  .max(100, 'takes at most 100 characters')
  .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
  .refine((text) => /^\d{6}$/.test(text), 'must be the six digits of the code');

export const Challenge = z
  .object({ challenge: Uuid, expiresAt: DateTime })
  .meta({ id: 'Challenge', description: 'A code was sent; says nothing about who has an account' });
export type Challenge = z.infer<typeof Challenge>;
