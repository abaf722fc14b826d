import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { toPage } from './page.ts';
import { getInstitution as endpoint } from './schema.ts';
import { getInstitution } from './service.ts';

export const institutionsRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getInstitution(db, params.id, now)),
];

export const institutionsPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'institution', load: (id, now) => getInstitution(db, id, now), write: toPage }),
];
