import type { Module } from '../../module.ts';
import { institutionFeatures } from './features.ts';
import { institutionsRoutes } from './routes.ts';

export const institutions: Module = {
  name: 'institutions',
  serve: ({ database }) => ({ routes: institutionsRoutes(database) }),
  features: institutionFeatures,
};
