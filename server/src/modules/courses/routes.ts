import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getCourse as endpoint } from './schema.ts';
import { getCourse } from './service.ts';

export const coursesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getCourse(db, params.id, now)),
];
