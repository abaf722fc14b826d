import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { decideMany, decideRevision, undoDecision } from './decisions.ts';
import * as endpoints from './schema.ts';

export const moderationRoutes = (database: Database) => [
  route(endpoints.decideRevision, ({ params, body }, context) =>
    decideRevision(database, context, { ...body, revision: params.revision }),
  ),
  route(endpoints.decideMany, ({ body }, context) => decideMany(database, context, body.verdicts)),
  route(endpoints.undoDecision, ({ params }, context) => undoDecision(database, context, params.decision)),
];
