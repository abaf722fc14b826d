import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import { listDemoAccounts, signInAsDemo, type DemoParts } from './service.ts';

export const demoAccountsRoutes = (parts: DemoParts) => [
  route(endpoints.listDemoAccounts, async (_, { lang }) => ({ accounts: await listDemoAccounts(parts, lang) })),
  route(endpoints.signInAsDemo, async ({ body }, context) => {
    const { token, seconds } = await signInAsDemo(parts, context, body.account);
    context.keepSession(token, seconds);
    return { account: body.account };
  }),
];
