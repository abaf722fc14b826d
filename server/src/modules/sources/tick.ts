import type { JobKind } from '../../module.ts';

/** What is due is looked at; nothing is looked at twice at once. */
export const tickJob: JobKind = {
  kind: 'sources.tick',
  every: '1 minute',
  run: async ({ database }) => {
    await database.pool.query(
      `SELECT enqueue_job('sources.run', jsonb_build_object('source', id), id::text, NULL) FROM sources
       WHERE state = 'active' AND due_at <= now()`,
    );
  },
};

export const forgetRunsJob: JobKind = {
  kind: 'sources.forget-runs',
  every: '1 day at 03:20 Asia/Shanghai',
  run: async ({ database }) => {
    await database.pool.query(`DELETE FROM source_runs WHERE started_at < now() - interval '30 days'`);
  },
};
