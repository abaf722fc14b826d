import type { Module } from '../../module.ts';
import { institutionFeatures } from './features.ts';
import { institutionsPages, institutionsRoutes } from './routes.ts';

export const institutions: Module = {
  name: 'institutions',
  serve: ({ database, pages }) => ({ routes: institutionsRoutes(database), pages: institutionsPages(database, pages) }),
  features: institutionFeatures,
};
