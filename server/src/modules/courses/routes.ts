import type { Database } from '../../db/index.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { toPage } from './page.ts';
import { getCourse as endpoint } from './schema.ts';
import { getCourse } from './service.ts';

export const coursesRoutes = (db: Database) => [
  route(endpoint, ({ params }, { now }) => getCourse(db, params.id, now)),
];

export const coursesPages = (db: Database, pages: PublicPages) => [
  pages.thing({ kind: 'course', load: (id, now) => getCourse(db, id, now), write: toPage }),
];
