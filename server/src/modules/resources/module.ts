import type { Module } from '../../module.ts';
import { resourceFeatures } from './features.ts';
import { resourcesPages, resourcesRoutes } from './routes.ts';

export const resources: Module = {
  name: 'resources',
  serve: ({ database, pages }) => ({ routes: resourcesRoutes(database), pages: resourcesPages(database, pages) }),
  features: resourceFeatures,
};
