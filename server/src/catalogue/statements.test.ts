import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { runPlain, runPrepared, type RunBatch } from './statements.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(
    `CREATE TABLE numbers (id bigint PRIMARY KEY, word text);
     INSERT INTO numbers SELECT i, 'n' || i FROM generate_series(1, 100) i`,
  );
});
afterAll(() => database.close());

const WORDS = 'SELECT word FROM numbers WHERE id = ANY($1) ORDER BY id';
const COUNT = 'SELECT count(*) AS word FROM numbers WHERE id > $1 AND word <> $2';
const setup = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

async function withClient(run: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const client = await database.pool.connect();
  // Not given back: its statements must not meet the next test.
  await run(client).finally(() => client.release(true));
}

async function read(run: RunBatch, client: pg.ClientBase, ids: readonly number[]): Promise<unknown[][]> {
  const statements = [
    { text: WORDS, values: [ids] },
    { text: COUNT, values: [90, "n'91"] },
  ];
  const results = await run<pg.QueryResult<{ word: unknown }>>(client, { setup, statements });
  return results.map(({ rows }) => rows.map(({ word }) => word));
}

test.each([runPlain, runPrepared])('%o answers each statement, again and again', (run) =>
  withClient(async (client) => {
    expect(await read(run, client, [3, 1])).toEqual([['n1', 'n3'], [10]]);
    expect(await read(run, client, [])).toEqual([[], [10]]);
    const all = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(await read(run, client, all)).toEqual([all.map((id) => `n${id}`), [10]]);
    expect(await read(run, client, [7])).toEqual([['n7'], [10]]);
  }),
);

test('prepared statements survive a session that forgot them, and a failure', () =>
  withClient(async (client) => {
    await read(runPrepared, client, [1]);
    await client.query('DEALLOCATE ALL');
    expect(await read(runPrepared, client, [2])).toEqual([['n2'], [10]]);
    const broken = { setup, statements: [{ text: 'SELECT 1 / $1::int', values: [0] }] };
    await expect(runPrepared(client, broken)).rejects.toMatchObject({ code: '22012' });
    expect(await read(runPrepared, client, [3])).toEqual([['n3'], [10]]);
  }));

test('nothing outlives the roundtrip', () =>
  withClient(async (client) => {
    await read(runPrepared, client, [1]);
    const { rows } = await client.query('SHOW plan_cache_mode');
    expect(rows).toEqual([{ plan_cache_mode: 'auto' }]);
  }));
