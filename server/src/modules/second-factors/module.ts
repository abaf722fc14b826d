import type { Module } from '../../module.ts';
import { secondFactorsRoutes } from './routes.ts';

export const secondFactors: Module = {
  name: 'second-factors',
  serve: ({ database, keys }) => ({ routes: secondFactorsRoutes({ database, keys }) }),
};
