import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { MessageParts } from './service.ts';

export const messageRoutes = (parts: MessageParts) => [
  route(endpoints.listMessages, ({ query }, { actor }) => service.listMessages(parts, actor, query)),
  route(endpoints.readMessages, ({ body }, context) => service.readMessages(parts, context, body.upTo)),
];
