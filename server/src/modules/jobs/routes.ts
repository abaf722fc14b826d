import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import * as endpoints from './schema.ts';
import { listJobs, retryJob } from './service.ts';

export const jobsRoutes = (parts: Pick<Parts, 'database'>) => [
  route(endpoints.listJobs, ({ query }, { actor }) => listJobs(parts, query, actor)),
  route(endpoints.retryJob, ({ params }, context) => retryJob(parts, context, params.id)),
];
