import type { Call, Endpoints, Webhook } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

const WEBHOOK = '/api/webhooks/{webhook}';
const at = (webhook: string) => ({ webhook });
export type NewWebhook = Call<Endpoints['addWebhook']>['body'];

export const listWebhooks = (signal: AbortSignal) =>
  call<Endpoints['listWebhooks']>('GET', '/api/webhooks', {}, signal);
export const readWebhook = (id: string, signal: AbortSignal) =>
  call<Endpoints['getWebhook']>('GET', WEBHOOK, { params: at(id) }, signal);
export const addWebhook = (body: NewWebhook, key: string) =>
  call<Endpoints['addWebhook']>('POST', '/api/webhooks', { body, key });
export const changeWebhook = (id: string, body: Call<Endpoints['changeWebhook']>['body'], key: string) =>
  call<Endpoints['changeWebhook']>('PUT', WEBHOOK, { params: at(id), body, key });
const ACTS = {
  testing: (id: string, key: string) =>
    call<Endpoints['testWebhook']>('POST', `${WEBHOOK}/testing`, { params: at(id), key }),
  starting: (id: string, key: string) =>
    call<Endpoints['startWebhook']>('POST', `${WEBHOOK}/starting`, { params: at(id), key }),
  pausing: (id: string, key: string) =>
    call<Endpoints['pauseWebhook']>('POST', `${WEBHOOK}/pausing`, { params: at(id), key }),
  rotating: (id: string, key: string) =>
    call<Endpoints['rotateWebhook']>('POST', `${WEBHOOK}/rotating`, { params: at(id), key }),
};
export type Act = keyof typeof ACTS;
export const actOn = (id: string, what: Act, key: string): Promise<Webhook> => ACTS[what](id, key);
export const readSecret = (id: string) =>
  call<Endpoints['readWebhookSecret']>('POST', `${WEBHOOK}/secret`, { params: at(id) });
export const removeWebhook = (id: string, version: number, key: string) =>
  call<Endpoints['removeWebhook']>('DELETE', WEBHOOK, { params: at(id), query: { version: String(version) }, key });
export const listMessages = (id: string, cursor: string | null, signal: AbortSignal) =>
  call<Endpoints['listWebhookMessages']>(
    'GET',
    `${WEBHOOK}/messages`,
    { params: at(id), query: cursor === null ? {} : { cursor } },
    signal,
  );
