import type { Module } from '../../module.ts';
import { resourceFeatures } from './features.ts';
import { resourcesRoutes } from './routes.ts';

export const resources: Module = {
  name: 'resources',
  serve: ({ database }) => ({ routes: resourcesRoutes(database) }),
  features: resourceFeatures,
};
