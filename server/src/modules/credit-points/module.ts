import type { Module } from '../../module.ts';
import { creditPointFeatures } from './features.ts';
import { creditPointsRoutes } from './routes.ts';

export const creditPoints: Module = {
  name: 'credit-points',
  routes: ({ database }) => creditPointsRoutes(database),
  features: creditPointFeatures,
};
