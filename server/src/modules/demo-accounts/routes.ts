import { route } from '../../http/route.ts';
import { keep } from '../accounts/entering.ts';
import * as endpoints from './schema.ts';
import { listDemoAccounts, signInAsDemo, type DemoParts } from './service.ts';

export const demoAccountsRoutes = (parts: DemoParts) => [
  route(endpoints.listDemoAccounts, async (_, { lang }) => ({ accounts: await listDemoAccounts(parts, lang) })),
  route(endpoints.signInAsDemo, async ({ body }, context) => {
    keep(context, await signInAsDemo(parts, context, body.account));
    return { account: body.account };
  }),
];
