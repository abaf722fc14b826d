import { z } from 'zod';
import { CONTACT_KINDS, toContact } from './contact.ts';
import { onWire } from './wire.ts';

export const Uuid = z.guid('must be a UUID');
export const Done = z.object({ done: z.boolean() }).meta({ id: 'Done' });

/** A phone number or address as somebody wrote it, read as one spelling. */
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

/** Why somebody did it, for who reads the record later. */
export const Reason = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
  .refine((text) => [...text].length >= 2, 'is needed here')
  .refine((text) => [...text].length <= 200, 'takes at most 200 characters')
  .meta({ description: 'Why; kept with the record of acts', minLength: 2, maxLength: 200 });

export const Limit = onWire(
  z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 100')
    .transform(Number)
    .pipe(z.int('must be a number from 1 to 100').min(1).max(100)),
  { type: 'integer', minimum: 1, maximum: 100 },
).default(25);

/** Where a list that begins with the newest goes on: the µs and the id of the row before. */
export const NewestCursor = z
  .string()
  .regex(/^\d{1,17}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not a cursor of this list')
  .transform((text) => {
    const [micros, id] = text.split('.') as [string, string];
    return { micros: Number(micros), id };
  });
export type NewestCursor = z.output<typeof NewestCursor>;
