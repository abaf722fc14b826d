import type { Module } from '../../module.ts';
import { divisionsRoutes } from './routes.ts';

export const divisions: Module = {
  name: 'divisions',
  serve: ({ database }) => ({ routes: divisionsRoutes(database) }),
};
