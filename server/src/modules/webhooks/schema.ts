import { z } from 'zod';
import { Done, Limit, NewestCursor, Uuid } from '../../contract/account.ts';
import { DateTime, Id, InstitutionRef, Kind } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { WEBHOOK_EVENTS, WEBHOOK_STATES, WEBHOOK_STOPS } from '../../contract/webhook-states.ts';
import { WebAddress } from '../../contract/web-address.ts';
import { onWire } from '../../contract/wire.ts';

const WebhookParams = z.object({ webhook: Uuid });
const version = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a positive whole number')
    .transform(Number),
  { type: 'integer', minimum: 1 },
);

const settings = {
  name: z.string().trim().min(1, 'is needed here').max(80, 'takes at most 80 characters'),
  url: WebAddress.meta({ description: 'Where it is sent to; a public address' }),
  kinds: z.array(Kind).max(20).meta({ description: 'What it is told of; empty: everything' }),
};

export const Webhook = z
  .object({
    ...settings,
    id: Uuid,
    institution: InstitutionRef.meta({ description: 'Who answers for it' }),
    state: z.enum(WEBHOOK_STATES),
    stop: z.enum(WEBHOOK_STOPS).nullable().meta({
      description: 'gone: its receiver answered 410; failing: it has not answered for five days',
    }),
    failures: z.int().meta({ description: 'Tries in a row that failed' }),
    failingSince: DateTime.nullable(),
    nextAt: DateTime.nullable().meta({ description: 'When it is tried again, where it fails' }),
    formerUntil: DateTime.nullable().meta({ description: 'Until then the secret before signs too' }),
    version: z.int().meta({ description: 'Sent with a change; another one has come in between where it differs' }),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

const WebhookMessage = z
  .object({
    id: z.string().meta({ description: 'As the header webhook-id says it' }),
    event: z.enum(WEBHOOK_EVENTS),
    items: z.int().meta({ description: 'Things it tells of' }),
    madeAt: DateTime,
    endedAt: DateTime.nullable().meta({ description: 'When it arrived; null: not yet' }),
    tries: z.int(),
    last: z
      .array(z.object({ at: DateTime, status: z.int().nullable(), ms: z.int() }))
      .meta({ description: 'The last ten tries, newest first; status null: not reached' }),
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof WebhookMessage>;

const READ = { access: 'sources.read' } as const;
const CHANGE = { access: 'sources.change', idempotent: true } as const;
const OF = { params: WebhookParams } as const;

export const listWebhooks = endpoint({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Receivers that are told of changes, within the area of who asks, those that do not work first',
  ...READ,
  response: z.object({ webhooks: z.array(Webhook) }).meta({ id: 'Webhooks' }),
});

export const getWebhook = endpoint({
  id: 'getWebhook',
  method: 'GET',
  path: '/api/webhooks/{webhook}',
  summary: 'How it stands',
  ...{ ...READ, ...OF },
  response: Webhook,
});

export const addWebhook = endpoint({
  id: 'addWebhook',
  method: 'POST',
  path: '/api/webhooks',
  summary: 'From now on its receiver is told of every change of what is public',
  ...CHANGE,
  body: z.strictObject({ ...settings, institution: Id }).meta({ id: 'NewWebhook' }),
  response: Webhook,
  refusals: [404],
});

export const changeWebhook = endpoint({
  id: 'changeWebhook',
  method: 'PUT',
  path: '/api/webhooks/{webhook}',
  summary: 'Changes its settings',
  ...{ ...CHANGE, ...OF },
  body: z.strictObject({ ...settings, version: z.int() }).meta({ id: 'WebhookChange' }),
  response: Webhook,
});

const moving = <const Name extends string, const Verb extends string>(id: Name, verb: Verb, summary: string) =>
  endpoint({
    ...{ id, method: 'POST', path: `/api/webhooks/{webhook}/${verb}`, summary },
    ...{ ...CHANGE, ...OF },
    response: Webhook,
    refusals: [409],
  });

export const pauseWebhook = moving('pauseWebhook', 'pausing', 'Nothing is sent until it is started again');
export const startWebhook = moving('startWebhook', 'starting', 'Goes on where it stopped');
export const testWebhook = moving('testWebhook', 'testing', 'Sends a message that tells of nothing');
export const rotateWebhook = moving(
  'rotateWebhook',
  'rotating',
  'Makes another secret; for 24 hours messages are signed by both',
);

export const readWebhookSecret = endpoint({
  id: 'readWebhookSecret',
  method: 'POST',
  path: '/api/webhooks/{webhook}/secret',
  summary: 'What its messages are signed with; that it was read is recorded',
  access: 'sources.change',
  ...OF,
  response: z.object({ secret: z.string(), former: z.string().nullable() }).meta({ id: 'WebhookSecret' }),
});

export const removeWebhook = endpoint({
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/api/webhooks/{webhook}',
  summary: 'Ends it, with what is on its way',
  ...{ ...CHANGE, ...OF },
  query: z.strictObject({ version }),
  response: Done,
});

export const listWebhookMessages = endpoint({
  id: 'listWebhookMessages',
  method: 'GET',
  path: '/api/webhooks/{webhook}/messages',
  summary: 'What was sent and what its receiver answered, newest first, for 30 days',
  ...{ ...READ, ...OF },
  query: z.strictObject({ cursor: NewestCursor.optional(), limit: Limit }),
  response: z
    .object({ messages: z.array(WebhookMessage), next: z.string().nullable() })
    .meta({ id: 'WebhookMessages' }),
});
