import type { Module } from '../../module.ts';
import { checkLinksJob } from './check-links.ts';
import { sourceRoutes } from './routes.ts';
import { runSourceJob } from './reading/run-source.ts';
import { forgetRunsJob, tickJob } from './tick.ts';

/** Other systems whose things come in by themselves. */
export const sources: Module = {
  name: 'sources',
  jobs: [tickJob, runSourceJob, checkLinksJob, forgetRunsJob],
  serve: (parts) => ({ routes: sourceRoutes(parts) }),
};
