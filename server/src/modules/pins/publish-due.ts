import { withActor } from '../../db/index.ts';
import type { JobKind } from '../../module.ts';
import { publishDue as publish } from './queries.ts';

const AT_ONCE = 100;

/** What was approved for a day that has come. */
export const publishDue: JobKind = {
  kind: 'pins.publish-due',
  every: '1 minute',
  run: async ({ database }, { signal }) => {
    for (let done = AT_ONCE; done === AT_ONCE;) {
      signal.throwIfAborted();
      done = await withActor(database, { kind: 'system', name: 'pins' }, publish, { retry: true });
    }
  },
};
