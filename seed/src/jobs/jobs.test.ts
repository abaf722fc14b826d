import type { ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@zlm/server/db';
import { openTestDatabase } from '../testing/database.ts';
import { countOpenJobs, listOpenJobs, retryJob } from './jobs.ts';
import { toTable } from './table.ts';

let database: Database;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
const run = <T>(work: (client: ClientBase) => Promise<T>) => database.maintain(work);

test('dead jobs are listed before those that wait, and one is tried again by its number', async () => {
  const add = async (key: string, state: string, error: string | null) => {
    const { rows } = await database.pool.query<{ id: number }>(
      `INSERT INTO jobs (kind, payload, dedupe, state, run_at, ended_at, attempts, last_error)
       VALUES ('test.work', '{"id": 7}', $1, $2, '2026-11-30T10:00:00+08:00', CASE WHEN $2 <> 'waiting' THEN now() END, 10, $3)
       RETURNING id`,
      [key, state, error],
    );
    return rows[0]!.id;
  };
  const waiting = await add('a', 'waiting', null);
  const done = await add('b', 'done', null);
  const dead = await add('c', 'dead', 'RangeError at work.ts:3');
  const open = await run((client) => listOpenJobs(client, 100));
  expect(open.map(({ id }) => id)).toEqual([dead, waiting]);
  expect(await run((client) => listOpenJobs(client, 0))).toEqual([]);
  expect(await run(countOpenJobs)).toEqual({ dead: 1, live: 1 });
  expect(toTable(open)).toEqual([
    `${String(dead).padStart(6)}  dead     test.work  2026-11-30 10:00  tries: 10  last: RangeError at work.ts:3  {"id":7}`,
    `${String(waiting).padStart(6)}  waiting  test.work  2026-11-30 10:00  tries: 10  {"id":7}`,
  ]);

  const retry = (id: number) => run((client) => retryJob(client, id));
  const twin = await add('c', 'waiting', null);
  expect([await retry(dead), await retry(done), await retry(999)]).toEqual(['twin', 'none', 'none']);
  await database.pool.query('DELETE FROM jobs WHERE id = $1', [twin]);
  expect(await retry(dead)).toBe('now');
  const { rows } = await database.pool.query(
    'SELECT state, attempts, run_at > now() - interval \'1 minute\' AS "isDue" FROM jobs WHERE id = $1',
    [dead],
  );
  expect(rows).toEqual([{ state: 'waiting', attempts: 0, isDue: true }]);
});
