import { z } from 'zod';
import { ROLES, type Role } from '../../contract/access.ts';
import { Uuid } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';

const DemoAccount = z
  .object({
    account: Uuid,
    role: z
      .enum(ROLES as [Role, ...Role[]])
      .nullable()
      .meta({ description: 'null: a resident' }),
    roleName: z.string(),
    institution: z.object({ id: z.int(), name: z.string() }).nullable(),
    phone: z.string(),
  })
  .meta({ id: 'DemoAccount' });
export type DemoAccount = z.infer<typeof DemoAccount>;

export const listDemoAccounts = endpoint({
  id: 'listDemoAccounts',
  method: 'GET',
  path: '/api/demo-accounts',
  summary: 'Accounts to try with, one for each role; 404 where there are none',
  access: 'public',
  response: z.object({ accounts: z.array(DemoAccount) }).meta({ id: 'DemoAccounts' }),
  refusals: [404],
});

export const signInAsDemo = endpoint({
  id: 'signInAsDemo',
  method: 'POST',
  path: '/api/demo-accounts/session',
  summary: 'Signs in as an account to try with',
  access: 'public',
  body: z.strictObject({ account: Uuid }).meta({ id: 'DemoSignIn' }),
  response: z.object({ account: Uuid }).meta({ id: 'DemoSession' }),
  refusals: [404],
  limit: { times: 120, seconds: 600 },
});
