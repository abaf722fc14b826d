import { z } from 'zod';
import { ROLES, type Role } from '../../contract/access.ts';
import { Limit, NewContact, NewestCursor, Reason, Uuid } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { onWire } from '../../contract/wire.ts';

const RoleName = z.enum(ROLES as [Role, ...Role[]]);
const InstitutionId = z.int('must be an institution id').positive('must be an institution id');
const InstitutionInQuery = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be an institution id')
    .transform(Number),
  { type: 'integer', minimum: 1 },
);
const GrantParams = z.object({ grant: Uuid });

const GRANT_STATES = ['proposed', 'future', 'active', 'ended'] as const;

export type GrantState = (typeof GRANT_STATES)[number];

export const Grant = z
  .object({
    id: Uuid,
    account: Uuid,
    contact: z.string().nullable().meta({ description: 'Masked; null where the account is not to be seen' }),
    role: RoleName,
    institution: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .meta({ description: 'Top of the branch it holds for; null: everywhere' }),
    division: z.object({ code: z.string(), name: z.string() }).nullable(),
    topics: z.array(z.string()),
    from: DateTime.nullable(),
    until: DateTime.nullable(),
    state: z.enum(GRANT_STATES).meta({ description: 'proposed: another person has to confirm it' }),
    reason: z.string(),
    givenBy: Uuid.nullable(),
    confirmedBy: Uuid.nullable(),
    madeAt: DateTime,
    isChangeable: z.boolean().meta({ description: 'Who asks may take it away' }),
  })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

export const listGrants = endpoint({
  id: 'listGrants',
  method: 'GET',
  path: '/api/grants',
  summary: 'Roles given in the branches of who asks, newest first',
  access: 'grants.read',
  query: z.strictObject({
    account: Uuid.optional(),
    role: RoleName.optional(),
    grant: Uuid.optional().meta({ description: 'This one alone' }),
    institution: InstitutionInQuery.optional().meta({ description: 'Given for this institution itself' }),
    within: InstitutionInQuery.optional().meta({ description: 'Given for this institution or one below it today' }),
    state: z.enum(GRANT_STATES).optional(),
    cursor: NewestCursor.optional(),
    limit: Limit,
  }),
  response: z.object({ grants: z.array(Grant), next: z.string().nullable() }).meta({ id: 'Grants' }),
});

export const giveGrant = endpoint({
  id: 'giveGrant',
  method: 'POST',
  path: '/api/grants',
  summary: 'Gives a role, or proposes one that another person has to confirm',
  access: 'grants.change',
  stepUp: true,
  idempotent: true,
  body: z
    .strictObject({
      role: RoleName,
      account: Uuid.optional(),
      contact: NewContact.optional().meta({ description: 'Instead of the account: a phone number or address of it' }),
      institution: InstitutionId.nullable().default(null),
      division: z
        .string()
        .regex(/^\d{6}(\d{3})?$/, 'must be a 6 or 9 digit division code')
        .nullable()
        .default(null),
      topics: z
        .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be a code of the vocabulary'))
        .max(50, 'takes at most 50 values')
        .transform((codes) => [...new Set(codes)].sort())
        .default([]),
      from: DateTime.nullable().default(null).meta({ description: 'null: at once' }),
      until: DateTime.nullable().default(null),
      reason: Reason,
    })
    .refine(({ account, contact }) => (account === undefined) !== (contact === undefined), {
      path: ['account'],
      message: 'is needed here',
    })
    .meta({ id: 'NewGrant' }),
  response: Grant,
  refusals: [404],
  limit: { times: 300, seconds: 3600 },
});

const Why = z.strictObject({ reason: Reason }).meta({ id: 'Why' });

export const endGrant = endpoint({
  id: 'endGrant',
  method: 'POST',
  path: '/api/grants/{grant}/end',
  summary: 'Takes a role away at once',
  access: 'grants.change',
  stepUp: true,
  idempotent: true,
  params: GrantParams,
  body: Why,
  response: Grant,
});

export const confirmGrant = endpoint({
  id: 'confirmGrant',
  method: 'POST',
  path: '/api/grants/{grant}/confirmation',
  summary: 'Confirms a role that somebody else proposed for a third person',
  access: 'grants.change',
  stepUp: true,
  idempotent: true,
  params: GrantParams,
  response: Grant,
});
