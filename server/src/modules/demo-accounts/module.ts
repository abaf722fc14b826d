import type { Module } from '../../module.ts';
import { demoAccountsRoutes } from './routes.ts';

export const demoAccounts: Module = {
  name: 'demo-accounts',
  serve: ({ database, keys, config }) => ({
    routes: demoAccountsRoutes({ database, keys, isOn: config.demoAccounts }),
  }),
};
