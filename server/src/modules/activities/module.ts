import type { Module } from '../../module.ts';
import { activityFeatures } from './features.ts';
import { activitiesPages, activitiesRoutes } from './routes.ts';

export const activities: Module = {
  name: 'activities',
  serve: ({ database, origin, pages }) => ({
    routes: activitiesRoutes(database, origin),
    pages: activitiesPages(database, pages),
  }),
  features: activityFeatures,
};
