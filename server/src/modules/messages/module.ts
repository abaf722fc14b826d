import type { Module } from '../../module.ts';
import { messagesPersonal } from './personal.ts';
import { messageRoutes } from './routes.ts';
import { sendTexts } from './send.ts';

/** What people are told of: in a list of their own, and by text where it cannot wait. */
export const messages: Module = {
  name: 'messages',
  personal: messagesPersonal,
  jobs: [sendTexts],
  serve: ({ database }) => ({ routes: messageRoutes({ database }) }),
};
