import type { Module } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { mergingRoutes } from './routes.ts';

export const merging: Module = {
  name: 'merging',
  serve: ({ database, keys, config }) => ({
    routes: mergingRoutes({ database, keys, messenger: chooseMessenger(config) }),
  }),
};
