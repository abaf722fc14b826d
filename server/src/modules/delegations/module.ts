import type { Module } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { delegationsPersonal } from './personal.ts';
import { delegationsRoutes } from './routes.ts';

export const delegations: Module = {
  name: 'delegations',
  personal: delegationsPersonal,
  serve: ({ database, keys, config }) => ({
    routes: delegationsRoutes({ database, keys, messenger: chooseMessenger(config) }),
  }),
};
