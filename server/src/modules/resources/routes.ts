import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getResource as endpoint } from './schema.ts';
import { getResource } from './service.ts';

export const resourcesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getResource(db, params.id, now)),
];
