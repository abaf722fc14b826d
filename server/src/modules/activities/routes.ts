import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { getActivityCalendar } from './calendar.ts';
import { toPage } from './page.ts';
import { getActivity as endpoint, getActivityCalendar as calendarEndpoint } from './schema.ts';
import { getActivity } from './service.ts';

export const activitiesRoutes = (db: Database, origin: string) => [
  route(endpoint, ({ params }, { now }) => getActivity(db, params.id, now)),
  route(calendarEndpoint, ({ params, query }, { lang }) =>
    getActivityCalendar(db, { id: params.id, session: query.session, lang, origin }),
  ),
];

export const activitiesPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'activity', load: (id, now) => getActivity(db, id, now), write: toPage }),
];
