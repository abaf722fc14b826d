import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { toPage } from './page.ts';
import { getResource as endpoint } from './schema.ts';
import { getResource } from './service.ts';

export const resourcesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getResource(db, params.id, now)),
];

export const resourcesPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'resource', load: (id, now) => getResource(db, id, now), write: toPage }),
];
