import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getActivityCalendar } from './calendar.ts';
import { getActivity as endpoint, getActivityCalendar as calendarEndpoint } from './schema.ts';
import { getActivity } from './service.ts';

export const activitiesRoutes = (db: Database, origin: string) => [
  route(endpoint, ({ params }, { now }) => getActivity(db, params.id, now)),
  route(calendarEndpoint, ({ params, query }, { lang }) =>
    getActivityCalendar(db, { id: params.id, session: query.session, start: query.start, lang, origin }),
  ),
];
