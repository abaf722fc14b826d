import { withReader, type Database } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { route } from '../../http/route.ts';
import { isDivision, listDivisions } from './queries.ts';
import { listDivisions as endpoint } from './schema.ts';

export const divisionsRoutes = (db: Database) => [
  route(endpoint, ({ query: { parent = null } }) =>
    withReader(db, async (tx) => {
      if (parent !== null && !(await isDivision(tx, parent))) throw new NotFound();
      return { divisions: await listDivisions(tx, parent) };
    }),
  ),
];
