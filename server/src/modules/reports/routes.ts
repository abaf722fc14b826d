import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { reportMistake as endpoint } from './schema.ts';
import { reportMistake } from './service.ts';

export const reportsRoutes = (db: Database) => [route(endpoint, ({ body }, { lang }) => reportMistake(db, body, lang))];
