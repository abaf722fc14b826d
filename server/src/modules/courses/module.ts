import type { Module } from '../../module.ts';
import { courseFeatures } from './features.ts';
import { coursesPages, coursesRoutes } from './routes.ts';

export const courses: Module = {
  name: 'courses',
  serve: ({ database, pages }) => ({ routes: coursesRoutes(database), pages: coursesPages(database, pages) }),
  features: courseFeatures,
};
