import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getTimetable } from './schema.ts';
import { readTimetable } from './service.ts';

export const timetableRoutes = (parts: { database: Database; live: LiveCatalogue }) => [
  route(getTimetable, ({ query }, { now }) => readTimetable(parts, query, now)),
];
