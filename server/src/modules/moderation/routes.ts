import { route } from '../../http/route.ts';
import { decideMany, decideRevision, undoDecision } from './decisions.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { ModerationParts } from './service.ts';

export const moderationRoutes = (parts: ModerationParts) => {
  const { database } = parts;
  return [
    route(endpoints.getQueue, ({ query }, context) => service.readQueue(parts, context, query)),
    route(endpoints.getQueueMap, ({ query }, context) => service.readQueueMap(parts, context, query)),
    route(endpoints.getQueuedRevision, ({ params }, context) =>
      service.readQueuedRevision(parts, context, params.revision),
    ),
    route(endpoints.decideRevision, ({ params, body }, context) =>
      decideRevision(database, context, { ...body, revision: params.revision }),
    ),
    route(endpoints.decideMany, ({ body }, context) => decideMany(database, context, body.verdicts)),
    route(endpoints.undoDecision, ({ params }, context) => undoDecision(database, context, params.decision)),
    route(endpoints.getQueuedReport, ({ params }, { actor }) => service.readQueuedReport(parts, actor, params.report)),
    route(endpoints.closeReport, ({ params, body }, context) =>
      service.closeReport(parts, context, params.report, body.outcome),
    ),
  ];
};
