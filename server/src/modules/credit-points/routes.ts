import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { getCreditPoint as endpoint } from './schema.ts';
import { getCreditPoint } from './service.ts';

export const creditPointsRoutes = (db: Database) => [route(endpoint, ({ params }) => getCreditPoint(db, params.id))];
