import type { Module } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { stepUpRoutes } from './routes.ts';

export const stepUp: Module = {
  name: 'step-up',
  serve: ({ database, keys, config }) => ({
    routes: stepUpRoutes({ database, keys, messenger: chooseMessenger(config) }),
  }),
};
