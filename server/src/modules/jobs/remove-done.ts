import type { JobKind } from '../../module.ts';

const KEPT_DAYS = 30;
const AT_ONCE = 5_000;

/** What is done is kept for a month to look at; dead ones stay until somebody tries them again. */
export const removeDone: JobKind = {
  kind: 'jobs.remove-done',
  every: '1 day at 03:00 Asia/Shanghai',
  run: async ({ database }, { signal }) => {
    for (let removed = AT_ONCE; removed === AT_ONCE;) {
      signal.throwIfAborted();
      const { rowCount } = await database.pool.query(
        `DELETE FROM jobs WHERE id IN (
           SELECT id FROM jobs WHERE state = 'done' AND ended_at < job_time() - $1 * interval '1 day' LIMIT $2)`,
        [KEPT_DAYS, AT_ONCE],
      );
      removed = rowCount ?? 0;
    }
    // A server does this by itself.
    if (database.kind === 'embedded') await database.maintain((client) => client.query('VACUUM ANALYZE jobs'));
  },
};
