import type { JobKind } from '../../module.ts';
import { toDay } from '../../formats/shanghai-time.ts';

const AT_ONCE = 200;

/** What nobody confirmed in time leaves the public on the day that was told. */
export const hideOutdated: JobKind = {
  kind: 'freshness.hide-outdated',
  every: '1 day at 00:01 Asia/Shanghai',
  run: async ({ database }, { now, signal }) => {
    for (let done = AT_ONCE; done === AT_ONCE;) {
      signal.throwIfAborted();
      const { rows } = await database.pool.query<{ done: number }>('SELECT hide_outdated($1::date) AS done', [
        toDay(now),
      ]);
      done = rows[0]!.done;
    }
  },
};
