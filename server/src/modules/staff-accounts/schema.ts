import { z } from 'zod';
import { ROLES, type Role } from '../../contract/access.ts';
import { Limit, NewContact, NewestCursor, Reason, Uuid } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { CONTACT_KINDS } from '../../contract/contact.ts';
import { endpoint } from '../../contract/endpoint.ts';

const AccountParams = z.object({ account: Uuid });
const RoleName = z.enum(ROLES as [Role, ...Role[]]);
const ACCOUNT_STATES = ['active', 'suspended', 'erasing', 'erased', 'merged'] as const;

export type AccountState = (typeof ACCOUNT_STATES)[number];

export const StaffAccount = z
  .object({
    id: Uuid,
    state: z.enum(ACCOUNT_STATES),
    isDemo: z.boolean(),
    madeAt: DateTime,
    contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), masked: z.string() })),
    roles: z.array(z.object({ role: RoleName, institution: z.object({ id: z.int(), name: z.string() }).nullable() })),
  })
  .meta({ id: 'StaffAccount', description: 'What staff see of an account; what it is called is its owner’s alone' });
export type StaffAccount = z.infer<typeof StaffAccount>;

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts with a role in the branches of who asks, all for who may see all; newest first',
  access: 'accounts.read',
  query: z.strictObject({
    role: RoleName.optional(),
    state: z.enum(ACCOUNT_STATES).optional(),
    cursor: NewestCursor.optional(),
    limit: Limit,
  }),
  response: z.object({ accounts: z.array(StaffAccount), next: z.string().nullable() }).meta({ id: 'StaffAccounts' }),
  refusals: [507],
});

export const findAccount = endpoint({
  id: 'findAccount',
  method: 'POST',
  path: '/api/accounts/search',
  summary: 'The account of an exact phone number or address, where who asks may see it',
  access: 'accounts.read',
  body: z.strictObject({ contact: NewContact }).meta({ id: 'AccountWanted' }),
  response: z.object({ account: StaffAccount.nullable() }).meta({ id: 'AccountFound' }),
  limit: { times: 300, seconds: 3600 },
});

export const getAccount = endpoint({
  id: 'getAccount',
  method: 'GET',
  path: '/api/accounts/{account}',
  summary: 'One account, with what may be shown of its contacts',
  access: 'accounts.read',
  params: AccountParams,
  response: StaffAccount,
  refusals: [507],
});

const Why = z.strictObject({ reason: Reason }).meta({ id: 'WhyAccount' });

export const unmaskAccount = endpoint({
  id: 'unmaskAccount',
  method: 'POST',
  path: '/api/accounts/{account}/unmask',
  summary: 'The contacts of an account in full; its owner sees that and why',
  access: 'accounts.unmask',
  stepUp: true,
  params: AccountParams,
  body: Why,
  response: z
    .object({ contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), value: z.string() })) })
    .meta({ id: 'Unmasked' }),
  limit: { times: 60, seconds: 3600 },
});

export const suspendAccount = endpoint({
  id: 'suspendAccount',
  method: 'POST',
  path: '/api/accounts/{account}/suspension',
  summary: 'Suspends an account and ends its sessions at once',
  access: 'accounts.suspend',
  stepUp: true,
  idempotent: true,
  params: AccountParams,
  body: Why,
  response: StaffAccount,
});

export const resumeAccount = endpoint({
  id: 'resumeAccount',
  method: 'POST',
  path: '/api/accounts/{account}/resumption',
  summary: 'Lets a suspended account be used again',
  access: 'accounts.suspend',
  stepUp: true,
  idempotent: true,
  params: AccountParams,
  body: Why,
  response: StaffAccount,
});
