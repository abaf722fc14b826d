import { z } from 'zod';
import { Challenge, Code, MeAnswer, NewContact, TypedPassword, Uuid } from '../../contract/account.ts';
import { ROLES, type Role } from '../../contract/access.ts';
import { DateTime } from '../../contract/common.ts';
import { CONTACT_KINDS } from '../../contract/contact.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const sendMergeCode = endpoint({
  id: 'sendMergeCode',
  method: 'POST',
  path: '/api/me/merge/codes',
  summary: 'Sends a code to a contact of the other account of the same person; the answer is the same for everybody',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ contact: NewContact }).meta({ id: 'MergeCodeWanted' }),
  response: Challenge,
  limit: { times: 60, seconds: 600 },
});

const MergePlan = z
  .object({
    merge: Uuid,
    difference: z.string().meta({ description: 'Hash of everything listed here, to be declared when it is done' }),
    expiresAt: DateTime,
    other: z.object({ account: Uuid, displayName: z.string().nullable(), madeAt: DateTime }),
    moves: z.object({
      contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), masked: z.string() })),
      passkeys: z.array(z.string()).meta({ description: 'Their names' }),
      password: z.boolean().meta({ description: 'That of the other, as this account has none' }),
      authenticator: z
        .boolean()
        .meta({ description: 'That of the other with its recovery codes, as this account has none' }),
      identities: z.array(z.string()).meta({ description: 'Who vouches for them' }),
      delegations: z.int().meta({ description: 'In how many the other account acts for somebody, or somebody for it' }),
      realName: z.boolean(),
      roles: z.array(
        z.object({
          role: z.enum(ROLES as [Role, ...Role[]]),
          institution: z.object({ id: z.int(), name: z.string() }).nullable(),
          until: DateTime.nullable(),
        }),
      ),
    }),
    ends: z.object({
      devices: z.int().meta({ description: 'Sessions of the other account, which end at once' }),
      password: z.boolean().meta({ description: 'That of the other, as this account has one' }),
      authenticator: z.boolean(),
    }),
    isApart: z.boolean().meta({ description: 'Together the roles may not be one person’s: it would be refused' }),
  })
  .meta({ id: 'MergePlan' });
export type MergePlan = z.infer<typeof MergePlan>;

export const planMerge = endpoint({
  id: 'planMerge',
  method: 'POST',
  path: '/api/me/merge/plan',
  summary: 'Proves the other account and shows what merging it into this one would move; changes nothing',
  access: 'account',
  stepUp: true,
  body: z
    .discriminatedUnion('way', [
      z.strictObject({ way: z.literal('code'), contact: NewContact, challenge: Uuid, code: Code }),
      z.strictObject({ way: z.literal('password'), contact: NewContact, password: TypedPassword }),
      z.strictObject({
        way: z.literal('second'),
        ticket: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the ticket that was given'),
        code: Code,
      }),
    ])
    .meta({ id: 'MergeProof' }),
  response: z
    .object({
      plan: MergePlan.nullable(),
      ticket: z
        .string()
        .nullable()
        .meta({ description: 'The other account has an authenticator: to be sent again with a code of it' }),
    })
    .meta({ id: 'MergeAnswer' }),
  refusals: [409],
  limit: { times: 60, seconds: 600 },
});

export const mergeAccounts = endpoint({
  id: 'mergeAccounts',
  method: 'POST',
  path: '/api/me/merge',
  summary: 'Merges the other account into this one, as it was shown',
  access: 'account',
  stepUp: true,
  idempotent: true,
  body: z
    .strictObject({ merge: Uuid, difference: z.string().max(100, 'takes at most 100 characters') })
    .meta({ id: 'MergeWanted' }),
  response: MeAnswer,
});
