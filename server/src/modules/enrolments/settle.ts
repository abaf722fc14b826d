import type { JobKind } from '../../module.ts';

/** Offers that are over go to the next; seats follow what organisers changed. */
export const settle: JobKind = {
  kind: 'enrolments.settle',
  every: '1 minute',
  run: async ({ database }) => {
    await database.pool.query('SELECT settle_pools()');
  },
};
