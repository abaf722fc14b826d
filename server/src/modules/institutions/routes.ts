import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getInstitution as endpoint } from './schema.ts';
import { getInstitution } from './service.ts';

export const institutionsRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getInstitution(db, params.id, now)),
];
