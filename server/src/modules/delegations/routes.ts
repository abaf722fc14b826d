import { route } from '../../http/route.ts';
import type { AccountParts } from '../accounts/codes.ts';
import * as endpoints from './schema.ts';
import {
  accept,
  actFor,
  addDependent,
  end,
  endByContact,
  invite,
  listDelegations,
  readInvitation,
  renamePrincipal,
  sendDependentCode,
} from './service.ts';

export const delegationsRoutes = (parts: AccountParts) => [
  route(endpoints.listDelegations, (_, { actor }) => listDelegations(parts, actor)),
  route(endpoints.inviteDelegate, ({ body }, context) => invite(parts, context, context.session!, body)),
  route(endpoints.readInvitation, ({ body }, { actor }) => readInvitation(parts, actor, body.code)),
  route(endpoints.acceptInvitation, ({ body }, context) => accept(parts, context, body)),
  route(endpoints.endDelegation, ({ params }, context) => end(parts, context, params.delegation)),
  route(endpoints.sendDependentCode, ({ body }, context) => sendDependentCode(parts, context, body.contact)),
  route(endpoints.addDependent, ({ body }, context) => addDependent(parts, context, body)),
  route(endpoints.endByContact, ({ body }, context) => endByContact(parts, context, body)),
  route(endpoints.actFor, ({ body }, context) => actFor(parts, context, body.delegation)),
  route(endpoints.actForMyself, (_, context) => actFor(parts, context, null)),
  route(endpoints.renamePrincipal, ({ body }, context) => renamePrincipal(parts, context, body.name)),
];
