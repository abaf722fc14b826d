/** `stopped`: its receiver asked for it, or has not answered for days. */
export const WEBHOOK_STATES = ['active', 'paused', 'stopped'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Why it was stopped. */
export const WEBHOOK_STOPS = ['gone', 'failing'] as const;
export type WebhookStop = (typeof WEBHOOK_STOPS)[number];

/** `things.reset`: what follows cannot be told by changes; the feed is read from its beginning. */
export const WEBHOOK_EVENTS = ['things.changed', 'things.reset', 'webhook.test'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
