import { toCsv } from '../../formats/csv.ts';
import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { ImportParts } from './service.ts';
import { Streamed } from '../../http/streamed.ts';
import { readTemplate, readWorkbook } from './reading/template.ts';

export const importRoutes = (parts: ImportParts) => [
  route(endpoints.beginImport, ({ query, body }, context) =>
    service.beginImport(parts, context, { ...query, bytes: body }),
  ),
  route(endpoints.listImports, ({ query }, { actor }) => service.listImports(parts, actor, query)),
  route(endpoints.getImport, ({ params }, { actor, lang }) => service.getImport(parts, actor, params.import, lang)),
  route(endpoints.mapImport, ({ params, body }, context) => service.mapImport(parts, context, params.import, body)),
  route(endpoints.listImportedRows, ({ params, query }, { actor, lang }) => {
    const { cursor = 0, ...wanted } = query;
    return service.listRows(parts, actor, { ...wanted, id: params.import, lang, after: cursor });
  }),
  route(endpoints.getImportMap, ({ params, query }, { actor }) => service.readMap(parts, actor, params.import, query)),
  route(endpoints.acceptImport, ({ params, body }, context) =>
    service.acceptImport(parts, context, params.import, body.lines),
  ),
  route(endpoints.undoImport, ({ params }, context) => service.undoImport(parts, context, params.import)),
  route(endpoints.discardImport, ({ params }, context) => service.discardImport(parts, context, params.import)),
  route(endpoints.getMendFile, async ({ params }, { actor, lang }) =>
    toCsv(await service.readMendFile(parts, actor, params.import, lang)),
  ),
  route(endpoints.getImportTemplate, ({ params }) => readTemplate(parts.database, params.kind)),
  route(
    endpoints.getImportWorkbook,
    async ({ params }, { lang }) =>
      new Streamed({ parts: await readWorkbook(parts, params.kind, lang), onBroken: null }),
  ),
];
