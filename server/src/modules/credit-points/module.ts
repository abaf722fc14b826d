import type { Module } from '../../module.ts';
import { creditPointFeatures } from './features.ts';
import { creditPointsPages, creditPointsRoutes } from './routes.ts';

export const creditPoints: Module = {
  name: 'credit-points',
  serve: ({ database, pages }) => ({ routes: creditPointsRoutes(database), pages: creditPointsPages(database, pages) }),
  features: creditPointFeatures,
};
