import type { Module } from '../../module.ts';
import { activityFeatures } from './features.ts';
import { activitiesRoutes } from './routes.ts';

export const activities: Module = {
  name: 'activities',
  serve: ({ database, origin }) => ({ routes: activitiesRoutes(database, origin) }),
  features: activityFeatures,
};
