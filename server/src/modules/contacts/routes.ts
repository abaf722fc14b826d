import { route } from '../../http/route.ts';
import type { AccountParts } from '../accounts/codes.ts';
import * as endpoints from './schema.ts';
import { addContact, removeContact, sendContactCode } from './service.ts';

export const contactsRoutes = (parts: AccountParts) => [
  route(endpoints.sendContactCode, ({ body }, context) => sendContactCode(parts, context, body.contact)),
  route(endpoints.addContact, async ({ body }, context) => ({
    me: await addContact(parts, context, context.session!, body),
  })),
  route(endpoints.removeContact, async ({ params }, context) => ({
    me: await removeContact(parts, context, context.session!, params.contact),
  })),
];
