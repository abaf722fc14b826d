import type { JobKind } from '../../module.ts';

/** Offers that are over go to the next, and what is free to who waits. */
export const settle: JobKind = {
  kind: 'enrolments.settle',
  every: '1 minute',
  run: async ({ database }) => {
    await database.pool.query('SELECT settle_pools()');
  },
};

/** Seats follow what was changed of a thing; the database asks for it. */
export const follow: JobKind = {
  kind: 'enrolments.follow',
  run: async ({ database }, { payload: { kind, thing } }) => {
    await database.pool.query('SELECT settle_thing($1, $2)', [kind, thing]);
  },
};
