import type { Module } from '../../module.ts';
import { staffAccountsRoutes } from './routes.ts';

export const staffAccounts: Module = {
  name: 'staff-accounts',
  serve: (parts) => ({ routes: staffAccountsRoutes(parts) }),
};
