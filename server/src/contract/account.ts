import { z } from 'zod';
import { ACTIONS, ROLES, type Role } from './access.ts';
import { DateTime, LocalDate } from './common.ts';
import { PURPOSES } from './consents.ts';
import { CONTACT_KINDS, toContact } from './contact.ts';
import { LANGS } from './lists.ts';
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

const plainDigits = (text: string) => text.normalize('NFKC').replaceAll(/[\s-]/g, '');

/** Sent to a phone or address, or shown by an authenticator. */
export const Code = z
  .string()
  .max(100, 'takes at most 100 characters')
  .transform(plainDigits)
  .refine((text) => /^\d{6}$/.test(text), 'must be the six digits of the code');

/** One of the ten that somebody keeps on paper: abcd-efgh-ijkl, in any case. */
export const RecoveryCode = z
  .string()
  .max(100, 'takes at most 100 characters')
  .transform((text) => plainDigits(text).toLowerCase())
  .refine((text) => /^[a-z2-7]{12}$/.test(text), 'must be a recovery code like abcd-efgh-ijkl');

export const PASSWORD_LENGTHS = { least: 10, most: 200 } as const;
/** As it is typed to sign in: what it must be like is asked only when it is set. */
export const TypedPassword = z
  .string()
  .min(1, 'is needed here')
  .max(PASSWORD_LENGTHS.most, 'takes at most 200 characters');

export const AccountConsent = z.iso
  .date('must be a day like 2026-11-28')
  .meta({ description: 'Version of the text for accounts that was agreed to; who has no account needs it' });

export const SharedDevice = z
  .boolean()
  .default(false)
  .meta({ description: 'A device that others use too: for an hour only, and not remembered' });

export const Challenge = z
  .object({ challenge: Uuid, expiresAt: DateTime })
  .meta({ id: 'Challenge', description: 'A code was sent; says nothing about who has an account' });
export type Challenge = z.infer<typeof Challenge>;

const GrantOfMe = z.object({
  role: z.enum(ROLES as [Role, ...Role[]]),
  institution: z.object({ id: z.int(), name: z.string() }).nullable(),
  division: z.object({ code: z.string(), name: z.string() }).nullable(),
  topics: z.array(z.string()),
  until: DateTime.nullable(),
});

export const NOTICES = [
  'new_device',
  'recovery_begun',
  'recovery_done',
  'password_changed',
  'contact_added',
  'contact_removed',
  'passkey_added',
  'authenticator_changed',
  'accounts_merged',
  'identity_linked',
  'identity_removed',
  'things_outdated',
] as const;
export type NoticeKind = (typeof NOTICES)[number];

const Notice = z
  .object({
    id: Uuid,
    kind: z.enum(NOTICES),
    at: DateTime,
    device: z.string().meta({ description: 'How the device names itself that did it' }),
  })
  .meta({ id: 'Notice', description: 'What happened to the account, until it is put away' });
export type Notice = z.infer<typeof Notice>;

export const Me = z
  .object({
    account: Uuid,
    displayName: z.string().nullable(),
    lang: z.enum(LANGS),
    isDemo: z.boolean(),
    madeAt: DateTime,
    eraseAt: DateTime.nullable().meta({ description: 'Until then an erasure can be taken back' }),
    isVerified: z.boolean().meta({ description: 'The real name was confirmed' }),
    realName: z
      .object({ name: z.string(), idNumber: z.string() })
      .nullable()
      .meta({
        description: 'Masked; null until it was confirmed',
        example: { name: '*小明', idNumber: '3300**********1234' },
      }),
    minorUntil: LocalDate.nullable().meta({
      description: 'Day of the 18th birthday, while it is ahead; null = grown up, or not known',
    }),
    isChild: z.boolean().meta({ description: 'Under 14 as far as is known: a guardian has to consent' }),
    contacts: z.array(z.object({ id: Uuid, kind: z.enum(CONTACT_KINDS), masked: z.string() })),
    roles: z.array(GrantOfMe),
    actions: z.array(z.enum(ACTIONS)),
    steppedUpAt: DateTime.nullable(),
    consentsDue: z.array(z.enum(PURPOSES)).meta({ description: 'To be asked for anew: their text has changed' }),
    actingFor: z
      .object({ delegation: Uuid, name: z.string(), until: DateTime })
      .nullable()
      .meta({ description: 'Whom they act for in this session' }),
    notices: z.array(Notice).meta({ description: 'At most 20, the newest first' }),
    recovery: z.object({ begunAt: DateTime, readyAt: DateTime }).nullable().meta({
      description: 'Somebody has begun to recover this account without its second factor; can be stopped until then',
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const MeAnswer = z.object({ me: Me.nullable() }).meta({ id: 'MeAnswer' });

const SecondFactor = z
  .object({
    ticket: z.string().meta({ description: 'To be sent with the second factor, within ten minutes' }),
    expiresAt: DateTime,
    recovery: z
      .object({ readyAt: DateTime, isReady: z.boolean() })
      .nullable()
      .meta({ description: 'A recovery that was begun for this account' }),
  })
  .meta({ id: 'SecondFactor' });

/** Either of them is there. */
export const SignedIn = z
  .object({
    me: Me.nullable(),
    secondFactor: SecondFactor.nullable().meta({ description: 'Needed before anybody is signed in' }),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;
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
