import type { JobKind } from '../../module.ts';

/** Some tens of ms. */
const LOOKED_AT = 500;

/** Who is in what changed is told, whoever changed it. */
export const tellChanges: JobKind = {
  kind: 'enrolments.tell-changes',
  every: '1 minute',
  run: async ({ database: { pool } }, { signal }) => {
    for (let after = 0; ;) {
      const { rows } = await pool.query<{ id: number; is_changed: boolean }>(
        'SELECT id::float8 AS id, is_changed FROM looked_at_pools($1, $2)',
        [after, LOOKED_AT],
      );
      for (const { id } of rows.filter(({ is_changed }) => is_changed)) {
        signal.throwIfAborted();
        await pool.query('SELECT tell_pool($1)', [id]);
      }
      if (rows.length < LOOKED_AT) return;
      after = rows.at(-1)!.id;
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
