import type { Module } from '../../module.ts';
import { timetableRoutes } from './routes.ts';

export const timetable: Module = {
  name: 'timetable',
  serve: ({ database, live, things }) => ({ routes: timetableRoutes({ database, live, things }) }),
};
