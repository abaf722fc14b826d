import type { Module } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { mergingPersonal } from './personal.ts';
import { mergingRoutes } from './routes.ts';

export const merging: Module = {
  name: 'merging',
  personal: mergingPersonal,
  serve: ({ database, keys, config }) => ({
    routes: mergingRoutes({ database, keys, messenger: chooseMessenger(config) }),
  }),
};
