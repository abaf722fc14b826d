import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getActivity as endpoint } from './schema.ts';
import { getActivity } from './service.ts';

export const activitiesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getActivity(db, params.id, now)),
];
