import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { WebhookParts } from './service.ts';

export const webhookRoutes = (parts: WebhookParts) => [
  route(endpoints.listWebhooks, (_, { actor }) => service.listWebhooks(parts, actor)),
  route(endpoints.getWebhook, ({ params }, { actor }) => service.getWebhook(parts, actor, params.webhook)),
  route(endpoints.addWebhook, ({ body }, context) => service.addWebhook(parts, context, body)),
  route(endpoints.changeWebhook, ({ params, body }, context) =>
    service.changeWebhook(parts, context, params.webhook, body),
  ),
  route(endpoints.pauseWebhook, ({ params }, context) => service.pauseWebhook(parts, context, params.webhook)),
  route(endpoints.startWebhook, ({ params }, context) => service.startWebhook(parts, context, params.webhook)),
  route(endpoints.testWebhook, ({ params }, context) => service.testWebhook(parts, context, params.webhook)),
  route(endpoints.rotateWebhook, ({ params }, context) => service.rotateWebhook(parts, context, params.webhook)),
  route(endpoints.readWebhookSecret, ({ params }, context) => service.readSecret(parts, context, params.webhook)),
  route(endpoints.removeWebhook, ({ params, query }, context) =>
    service.removeWebhook(parts, context, params.webhook, query.version),
  ),
  route(endpoints.listWebhookMessages, ({ params, query }, { actor }) =>
    service.listMessages(parts, actor, params.webhook, query),
  ),
];
