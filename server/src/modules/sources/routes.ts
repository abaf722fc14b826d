import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { SourceParts } from './service.ts';

export const sourceRoutes = (parts: SourceParts) => [
  route(endpoints.listSources, ({ query }, { actor }) => service.listSources(parts, actor, query.health)),
  route(endpoints.getSource, ({ params }, { actor, lang }) => service.getSource(parts, actor, params.source, lang)),
  route(endpoints.addSource, ({ body }, context) => service.addSource(parts, context, body)),
  route(endpoints.changeSource, ({ params, body }, context) =>
    service.changeSource(parts, context, params.source, body),
  ),
  route(endpoints.trustSource, ({ params, body }, context) => service.trustSource(parts, context, params.source, body)),
  route(endpoints.previewSource, ({ params }, context) => service.previewSource(parts, context, params.source)),
  route(endpoints.startSource, ({ params }, context) => service.startSource(parts, context, params.source)),
  route(endpoints.pauseSource, ({ params }, context) => service.pauseSource(parts, context, params.source)),
  route(endpoints.runSource, ({ params }, context) => service.runSource(parts, context, params.source)),
  route(endpoints.decideHalt, ({ params, body }, context) => service.decideHalt(parts, context, params.source, body)),
  route(endpoints.removeSource, ({ params, query }, context) =>
    service.removeSource(parts, context, params.source, query.version),
  ),
  route(endpoints.listSourceRecords, ({ params, query }, context) =>
    service.listRecords(parts, context, params.source, query),
  ),
  route(endpoints.getSourceMap, ({ params, query }, { actor }) => service.readMap(parts, actor, params.source, query)),
  route(endpoints.decideRecords, ({ params, body }, context) =>
    service.decideRecords(parts, context, params.source, body),
  ),
  route(endpoints.yieldToSource, ({ params, body }, context) =>
    service.yieldToSource(parts, context, params, body.fields),
  ),
  route(endpoints.listSourceRuns, ({ params, query }, { actor }) =>
    service.listRuns(parts, actor, params.source, query),
  ),
];
