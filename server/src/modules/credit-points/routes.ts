import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { toPage } from './page.ts';
import { getCreditPoint as endpoint } from './schema.ts';
import { getCreditPoint } from './service.ts';

export const creditPointsRoutes = (db: Database) => [route(endpoint, ({ params }) => getCreditPoint(db, params.id))];

export const creditPointsPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'credit_point', load: (id) => getCreditPoint(db, id), write: toPage }),
];
