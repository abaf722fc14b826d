import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { copyFrom, toAppError, vacuumAnalyze } from './index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ content: null });
  await db.pool.query(`
    CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL CHECK (balance >= 0));
    CREATE TABLE notes (id int PRIMARY KEY, body text, place geometry(Point, 4326));
    CREATE TABLE visits (client int NOT NULL, round int NOT NULL, tag text NOT NULL)`);
}, 60_000);
afterAll(() => db.close());

async function withClient<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

test('transactions of eight clients do not mix', async () => {
  const Transfer = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    amount: fc.integer({ min: 1, max: 60 }),
    end: fc.constantFrom('COMMIT', 'ROLLBACK'),
  });
  const Script = fc.array(fc.array(Transfer, { maxLength: 6 }), { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(Script, async (scripts) => {
      await db.pool.query('TRUNCATE accounts, visits');
      await db.pool.query('INSERT INTO accounts SELECT i, 100 FROM generate_series(0, 3) i');
      const committed = await Promise.all(
        scripts.map((transfers, client) => withClient((on) => play(on, client, transfers))),
      );
      const { rows } = await db.pool.query<{ balance: number }>('SELECT balance FROM accounts ORDER BY id');
      const expected = [100, 100, 100, 100];
      for (const { from, to, amount } of committed.flat()) {
        expected[from]! -= amount;
        expected[to]! += amount;
      }
      expect(rows.map(({ balance }) => balance)).toEqual(expected);
      const visits = await db.pool.query<{ n: number }>('SELECT count(*) n FROM visits');
      expect(visits.rows[0]!.n).toBe(committed.flat().length);
    }),
  );

  async function play(
    on: pg.PoolClient,
    client: number,
    transfers: { from: number; to: number; amount: number; end: string }[],
  ) {
    const done: typeof transfers = [];
    for (const [round, transfer] of transfers.entries()) {
      const { from, to, amount, end } = transfer;
      await on.query('BEGIN');
      try {
        // Locked in one order, so that a real server meets no deadlock.
        await on.query('SELECT FROM accounts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE', [from, to]);
        await on.query('INSERT INTO visits VALUES ($1, $2, $3)', [client, round, `${client}-${round}`]);
        await on.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [from, amount]);
        await on.query('UPDATE accounts SET balance = balance + $2 WHERE id = $1', [to, amount]);
        await on.query(end);
        if (end === 'COMMIT') done.push(transfer);
      } catch (cause) {
        expect((cause as { code: string }).code).toBe('23514');
        await on.query('ROLLBACK');
      }
    }
    return done;
  }
}, 60_000);

test('parameters reach their own statement when clients interleave', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      i % 2
        ? db.pool.query<{ v: string }>('SELECT $1::text || $2::text AS v', [`a${i}`, 'ü'])
        : db.pool.query<{ v: string }>(`SELECT 'a${i}ü' AS v`),
    ),
  );
  expect(answers.map(({ rows }) => rows[0]!.v)).toEqual(Array.from({ length: 200 }, (_, i) => `a${i}ü`));
});

test('an error leaves its transaction aborted and the next one clean', async () => {
  await withClient(async (client) => {
    await client.query('BEGIN');
    await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});

test('a client that goes away inside a transaction is rolled back', async () => {
  const client = await db.pool.connect();
  await client.query('BEGIN');
  await client.query(`INSERT INTO notes (id, body) VALUES (1, 'unsaid')`);
  client.release(new Error('gone'));
  expect((await db.pool.query('SELECT FROM notes')).rowCount).toBe(0);
  await db.pool.query(`INSERT INTO notes (id, body) VALUES (1, 'said')`);
  await db.pool.query('DELETE FROM notes');
});

test('rows are copied in with every awkward character', async () => {
  const bodies = ['', 'tab\tnew\nline\rback\\slash', '\\N', '学习地图 🗺', null];
  await withClient(async (client) => {
    const rows = bodies.map((body, id) => [id, body, 'SRID=4326;POINT(120.15 30.28)'] as const);
    expect(await copyFrom(client, 'notes', ['id', 'body', 'place'], rows)).toBe(bodies.length);
    const stored = await client.query('SELECT body, ST_X(place) x FROM notes ORDER BY id');
    expect(stored.rows).toEqual(bodies.map((body) => ({ body, x: 120.15 })));

    await expect(copyFrom(client, 'notes', ['id'], [[7], [7]])).rejects.toMatchObject({ code: '23505' });
    await expect(copyFrom(client, 'nowhere', ['id'], [[7]])).rejects.toMatchObject({ code: '42P01' });
    await expect(copyFrom(client, 'notes', ['id'], broken())).rejects.toThrow('source broke');
    expect((await client.query('SELECT FROM notes')).rowCount).toBe(bodies.length);
  });

  function* broken(): Generator<[number]> {
    yield [50];
    throw new Error('source broke');
  }
});

test('copying takes part in a transaction while others wait', async () => {
  await db.pool.query('TRUNCATE notes');
  const others = Array.from({ length: 5 }, () => db.pool.query('SELECT count(*) n FROM notes'));
  await withClient(async (client) => {
    await client.query('BEGIN');
    await copyFrom(
      client,
      'notes',
      ['id'],
      Array.from({ length: 20_000 }, (_, id) => [id]),
    );
    await client.query('ROLLBACK');
  });
  for (const { rows } of await Promise.all(others)) expect(rows).toEqual([{ n: 0 }]);
});

test('a result of 50 MB arrives whole', async () => {
  const { rows } = await db.pool.query<{ i: number; body: string }>(
    `SELECT i, repeat(chr(65 + i % 26), 10000) AS body FROM generate_series(1, 5000) i`,
  );
  expect(rows.length).toBe(5000);
  expect(rows.every(({ i, body }) => body === String.fromCharCode(65 + (i % 26)).repeat(10_000))).toBe(true);
});

test('a large parameter arrives whole', async () => {
  const body = '浙'.repeat(3_000_000);
  const { rows } = await db.pool.query('SELECT length($1) n', [body]);
  expect(rows).toEqual([{ n: 3_000_000 }]);
});

test('several statements and portals with a row limit answer in order', async () => {
  const many = (await db.pool.query('SELECT 1 a; SELECT 2 b')) as unknown as pg.QueryResult<object>[];
  expect(many.map(({ rows }) => rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
  const query = { text: 'SELECT i FROM generate_series(1, 10) i', rows: 3 };
  const paged = await Promise.all(Array.from({ length: 4 }, () => db.pool.query(query)));
  for (const { rows } of paged) expect(rows.length).toBe(10);
});

test('values that no text can hold are called invalid', async () => {
  const failure = (sql: string, values: unknown[]) => db.pool.query(sql, values).then(() => null, toAppError);
  expect(await failure('SELECT $1::text', ['a\0b'])).toMatchObject({ kind: 'invalid', code: '22021' });
  expect(await failure('SELECT $1::jsonb', ['{"a":"\\u0000"}'])).toMatchObject({ kind: 'invalid', code: '22P05' });
  expect(await failure('SELECT $1::jsonb', ['{"a":"\\ud800"}'])).toMatchObject({ kind: 'invalid', code: '22P02' });
  expect(await failure('SELECT $1::int', ['3000000000'])).toMatchObject({ kind: 'invalid', code: '22003' });
});

test('a commit is announced, a rollback is not heard as the last word', async () => {
  let heard = 0;
  const stop = db.onCommit(() => heard++);
  await expect.poll(() => knock()).toBeGreaterThan(0);
  stop();
  const before = heard;
  await knock();
  expect(heard).toBe(before);

  async function knock() {
    await db.pool.query(`INSERT INTO visits VALUES (9, 9, 'heard'); NOTIFY zlm_changes`);
    return heard;
  }
});

test('vacuum runs', () => vacuumAnalyze(db));
