import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import { changeState, findAccount, getAccount, listAccounts, unmaskAccount, type StaffParts } from './service.ts';

export const staffAccountsRoutes = (parts: StaffParts) => [
  route(endpoints.listAccounts, ({ query }, context) => listAccounts(parts, context, query)),
  route(endpoints.findAccount, ({ body }, context) => findAccount(parts, context, body.contact)),
  route(endpoints.getAccount, ({ params }, context) => getAccount(parts, context, params.account)),
  route(endpoints.unmaskAccount, ({ params, body }, context) =>
    unmaskAccount(parts, context, params.account, body.reason),
  ),
  route(endpoints.suspendAccount, ({ params, body }, context) =>
    changeState(parts, context, 'suspend', { id: params.account, ...body, own: context.session!.account }),
  ),
  route(endpoints.resumeAccount, ({ params, body }, context) =>
    changeState(parts, context, 'resume', { id: params.account, ...body, own: context.session!.account }),
  ),
];
