import type { Module } from '../../module.ts';
import { creditPointFeatures } from './features.ts';
import { creditPointsRoutes } from './routes.ts';

export const creditPoints: Module = {
  name: 'credit-points',
  serve: ({ database }) => ({ routes: creditPointsRoutes(database) }),
  features: creditPointFeatures,
};
