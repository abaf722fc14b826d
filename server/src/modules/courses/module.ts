import type { Module } from '../../module.ts';
import { courseFeatures } from './features.ts';
import { coursesRoutes } from './routes.ts';

export const courses: Module = {
  name: 'courses',
  serve: ({ database }) => ({ routes: coursesRoutes(database) }),
  features: courseFeatures,
};
