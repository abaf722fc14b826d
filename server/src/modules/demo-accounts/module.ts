import type { Module } from '../../module.ts';
import { demoAccountsRoutes } from './routes.ts';

export const demoAccounts: Module = {
  name: 'demo-accounts',
  serve: ({ database, config }) => ({ routes: demoAccountsRoutes({ database, isOn: config.demoAccounts }) }),
};
