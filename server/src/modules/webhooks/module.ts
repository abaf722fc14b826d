import type { Module } from '../../module.ts';
import { cursorOfNow } from '../feeds/feed.ts';
import { webhookRoutes } from './routes.ts';
import { forgetMessagesJob, sendJob } from './send.ts';

/** Other systems that are told when something public changes. */
export const webhooks: Module = {
  name: 'webhooks',
  jobs: [sendJob, forgetMessagesJob],
  serve: ({ database, keys, live }) => ({
    routes: webhookRoutes({ database, keys, cursorOfNow: () => cursorOfNow({ database, live }) }),
  }),
};
