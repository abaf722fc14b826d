import { z } from 'zod';
import { Challenge, Code, NewContact, Uuid } from '../../contract/account.ts';
import { DateTime, LocalDate } from '../../contract/common.ts';
import { DELEGABLES, LONGEST_DELEGATION_DAYS } from '../../contract/delegable.ts';
import { endpoint } from '../../contract/endpoint.ts';

/** How somebody is called among the two: 爸爸, 小红. */
const CallName = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
  .refine((text) => text.length > 0, 'is needed here')
  .refine((text) => [...text].length <= 40, 'takes at most 40 characters');
const Actions = z
  .array(z.enum(DELEGABLES))
  .min(1, 'needs at least one value')
  .transform((actions) => [...new Set(actions)].sort());
const Days = z
  .int('must be a positive whole number')
  .min(1, 'must be a positive whole number')
  .max(LONGEST_DELEGATION_DAYS, 'must be at most a year')
  .meta({ description: 'How long it holds' });
const Version = z.iso
  .date('must be a day like 2026-11-28')
  .meta({ description: 'Of the text that was agreed to', example: '2026-11-30' });

export const DELEGATION_KINDS = ['invited', 'dependent', 'guardian'] as const;

const Delegation = z
  .object({
    id: Uuid,
    kind: z.enum(DELEGATION_KINDS).meta({
      description: 'invited by who has an account, for who has none, by a guardian for a minor',
    }),
    principal: z.string().meta({ description: 'What the one is called who is acted for' }),
    delegate: z.string().meta({ description: 'What the one is called who acts' }),
    isMine: z.boolean().meta({ description: 'Somebody acts for who asks; else who asks acts for somebody' }),
    actions: z.array(z.enum(DELEGABLES)),
    since: DateTime,
    until: DateTime,
    endedAt: DateTime.nullable(),
    isLive: z.boolean(),
  })
  .meta({ id: 'Delegation' });
export type Delegation = z.infer<typeof Delegation>;
const Delegations = z
  .object({ delegations: z.array(Delegation), acting: Uuid.nullable().meta({ description: 'The one acted by now' }) })
  .meta({ id: 'Delegations', description: 'Newest first; ended ones for a year' });
export type Delegations = z.infer<typeof Delegations>;

export const listDelegations = endpoint({
  id: 'listDelegations',
  method: 'GET',
  path: '/api/me/delegations',
  summary: 'Who acts for whom, as both of them see it',
  access: 'account',
  forChildren: true,
  whileActing: true,
  response: Delegations,
});

export const inviteDelegate = endpoint({
  id: 'inviteDelegate',
  method: 'POST',
  path: '/api/me/delegations/invitations',
  summary: 'Makes a code for who is to act for the one who asks; it is good once, for 15 minutes',
  access: 'account',
  idempotent: true,
  forChildren: true,
  body: z
    .strictObject({
      name: CallName.meta({ description: 'What the other will see' }),
      actions: Actions,
      days: Days,
      version: Version,
      isGuardian: z.boolean().default(false).meta({ description: 'A minor invites their guardian' }),
    })
    .meta({ id: 'NewInvitation' }),
  response: z
    .object({ code: z.string().meta({ example: 'K7QM-3XPD' }), expiresAt: DateTime })
    .meta({ id: 'Invitation' }),
  limit: { times: 60, seconds: 600 },
});

export const readInvitation = endpoint({
  id: 'readInvitation',
  method: 'POST',
  path: '/api/me/delegations/invitations/reading',
  summary: 'What an invitation is for, before it is accepted',
  access: 'account',
  body: z.strictObject({ code: z.string().max(40, 'takes at most 40 characters') }).meta({ id: 'InvitationCode' }),
  response: z
    .object({
      principal: z.string(),
      actions: z.array(z.enum(DELEGABLES)),
      days: z.int(),
      isGuardian: z.boolean(),
    })
    .meta({ id: 'InvitationRead' }),
  limit: { times: 120, seconds: 600 },
});

export const acceptInvitation = endpoint({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/api/me/delegations',
  summary: 'Accepts an invitation to act for somebody',
  access: 'account',
  idempotent: true,
  body: z
    .strictObject({
      code: z.string().max(40, 'takes at most 40 characters'),
      name: CallName.meta({ description: 'What the other will see' }),
      version: Version.optional().meta({ description: 'Of the text for guardians, where they accept as one' }),
    })
    .meta({ id: 'AcceptedInvitation' }),
  response: Delegations,
  limit: { times: 120, seconds: 600 },
});

export const endDelegation = endpoint({
  id: 'endDelegation',
  method: 'DELETE',
  path: '/api/me/delegations/{delegation}',
  summary: 'Ends a delegation at once; either of the two may',
  access: 'account',
  forChildren: true,
  whileActing: true,
  params: z.object({ delegation: Uuid }),
  response: Delegations,
});

export const sendDependentCode = endpoint({
  id: 'sendDependentCode',
  method: 'POST',
  path: '/api/me/dependents/codes',
  summary: 'Sends a code to the phone of somebody without an account: who tells it agrees',
  access: 'account',
  body: z.strictObject({ contact: NewContact }).meta({ id: 'DependentCodeWanted' }),
  response: Challenge,
  limit: { times: 60, seconds: 600 },
});

export const addDependent = endpoint({
  id: 'addDependent',
  method: 'POST',
  path: '/api/me/dependents',
  summary: 'Registers somebody without an account, who agreed by a code to their phone, or a minor by their guardian',
  access: 'account',
  idempotent: true,
  body: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('dependent'),
        name: CallName,
        ownName: CallName.meta({ description: 'What the one is called who acts' }),
        actions: Actions,
        days: Days,
        version: Version,
        contact: NewContact,
        challenge: Uuid,
        code: Code,
      }),
      z.strictObject({
        kind: z.literal('guardian'),
        name: CallName,
        ownName: CallName,
        bornOn: LocalDate.meta({ description: 'Day of birth of the minor' }),
        actions: Actions,
        version: Version,
      }),
    ])
    .meta({ id: 'NewDependent' }),
  response: Delegations,
  refusals: [409],
  limit: { times: 60, seconds: 600 },
});

export const endByContact = endpoint({
  id: 'endByContact',
  method: 'POST',
  path: '/api/delegations/endings',
  summary: 'Somebody without an account ends what they agreed to, with a code for signing in to their phone',
  access: 'public',
  body: z.strictObject({ contact: NewContact, challenge: Uuid, code: Code }).meta({ id: 'EndingByContact' }),
  response: z.object({ ended: z.int() }).meta({ id: 'EndedByContact' }),
  limit: { times: 60, seconds: 600 },
});

export const actFor = endpoint({
  id: 'actFor',
  method: 'PUT',
  path: '/api/me/acting',
  summary: 'Acts for somebody from now on, in this session',
  access: 'account',
  whileActing: true,
  body: z.strictObject({ delegation: Uuid }).meta({ id: 'ActFor' }),
  response: Delegations,
  refusals: [404],
});

export const actForMyself = endpoint({
  id: 'actForMyself',
  method: 'DELETE',
  path: '/api/me/acting',
  summary: 'Acts for oneself again',
  access: 'account',
  forChildren: true,
  whileActing: true,
  response: Delegations,
});

export const renamePrincipal = endpoint({
  id: 'renamePrincipal',
  method: 'PUT',
  path: '/api/me/acting/name',
  summary: 'Changes what the one is called who is acted for',
  access: 'account',
  onBehalf: 'details.change',
  idempotent: true,
  body: z.strictObject({ name: CallName }).meta({ id: 'PrincipalName' }),
  response: Delegations,
  refusals: [404],
});
