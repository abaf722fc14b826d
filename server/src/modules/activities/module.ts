import type { Module } from '../../module.ts';
import { activityFeatures } from './features.ts';
import { activitiesRoutes } from './routes.ts';

export const activities: Module = {
  name: 'activities',
  serve: ({ database }) => ({ routes: activitiesRoutes(database) }),
  features: activityFeatures,
};
