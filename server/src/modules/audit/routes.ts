import { route } from '../../http/route.ts';
import { Streamed } from '../../http/streamed.ts';
import { exportAudit, exportAuditCsv } from './export.ts';
import * as endpoints from './schema.ts';
import { getAuditCheck, getAuditEntry, getMyLog, listAudit, type AuditParts } from './service.ts';

export const auditRoutes = (parts: AuditParts & { publicKey: string; checkpointsFile: string }) => [
  route(endpoints.listAudit, ({ query }, context) => listAudit(parts, context, query)),
  // Before the entry, whose path takes every name.
  route(endpoints.getAuditKey, () => Promise.resolve({ algorithm: 'Ed25519' as const, key: parts.publicKey })),
  route(endpoints.getAuditCheck, (_, { actor }) => getAuditCheck(parts, actor)),
  route(endpoints.getAuditEntry, ({ params }, context) => getAuditEntry(parts, context, params.seq)),
  route(endpoints.exportAudit, async ({ query }, context) => new Streamed(await exportAudit(parts, context, query))),
  route(
    endpoints.exportAuditCsv,
    async ({ query }, context) => new Streamed(await exportAuditCsv(parts, context, query)),
  ),
  route(endpoints.getMyLog, ({ query }, context) => getMyLog(parts, context, context.session!, query)),
];
