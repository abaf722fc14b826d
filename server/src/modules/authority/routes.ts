import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import { confirmGrant, endGrant, giveGrant, listGrants, type AuthorityParts } from './service.ts';

export const authorityRoutes = (parts: AuthorityParts) => [
  route(endpoints.listGrants, ({ query }, context) => listGrants(parts, context, query)),
  route(endpoints.giveGrant, ({ body }, context) => giveGrant(parts, context, context.session!, body)),
  route(endpoints.endGrant, ({ params, body }, context) => endGrant(parts, context, params.grant, body.reason)),
  route(endpoints.confirmGrant, ({ params }, context) => confirmGrant(parts, context, context.session!, params.grant)),
];
