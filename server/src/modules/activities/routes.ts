import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { toPage } from './page.ts';
import { getActivity as endpoint } from './schema.ts';
import { getActivity } from './service.ts';

export const activitiesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getActivity(db, params.id, now)),
];

export const activitiesPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'activity', load: (id, now) => getActivity(db, id, now), write: toPage }),
];
