import type { Module } from '../../module.ts';
import { passwordsRoutes } from './routes.ts';

export const passwords: Module = {
  name: 'passwords',
  serve: ({ database, keys }) => ({ routes: passwordsRoutes({ database, keys }) }),
};
