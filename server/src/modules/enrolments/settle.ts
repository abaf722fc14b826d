import type { JobKind } from '../../module.ts';

/** Who is in what changed is told, whoever changed it. */
export const tellChanges: JobKind = {
  kind: 'enrolments.tell-changes',
  every: '1 minute',
  run: async ({ database: { pool } }, { signal }) => {
    const { rows } = await pool.query<{ id: number }>('SELECT changed_pools() AS id');
    for (const { id } of rows) {
      signal.throwIfAborted();
      await pool.query('SELECT tell_pool($1)', [id]);
    }
  },
};

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
  run: async ({ database }, { payload }) => {
    await database.pool.query(`SELECT settle_thing($1::jsonb ->> 'kind', ($1::jsonb ->> 'thing')::bigint)`, [
      JSON.stringify(payload),
    ]);
  },
};
