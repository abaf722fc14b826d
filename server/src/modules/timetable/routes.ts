import { route } from '../../http/route.ts';
import { getTimetable } from './schema.ts';
import { readTimetable, type TimetableParts } from './service.ts';

export const timetableRoutes = (parts: TimetableParts) => [
  route(getTimetable, ({ query }, { now }) => readTimetable(parts, query, now)),
];
