import type { Module } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { contactsRoutes } from './routes.ts';

export const contacts: Module = {
  name: 'contacts',
  serve: ({ database, keys, config }) => ({
    routes: contactsRoutes({ database, keys, messenger: chooseMessenger(config) }),
  }),
};
