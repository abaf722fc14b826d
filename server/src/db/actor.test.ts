import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate, withActor, withReader } from './index.ts';
import { dbCore } from './migrations/20261123000000_db_core.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ content: null });
  await migrate(db, [dbCore]);
  await db.pool.query(`
    CREATE TABLE open_notes (id int PRIMARY KEY); CREATE TABLE closed_notes (id int PRIMARY KEY);
    GRANT SELECT, INSERT ON open_notes TO zlm_app`);
}, 60_000);
afterAll(() => db.close());

const whoAmI = sql<{ role: string; actor: string; power: string }>`
  SELECT current_user AS role, current_setting('app.actor', true) AS actor, current_setting('is_superuser') AS power`;

test('requests run as a role without power and under a name', async () => {
  const system = await withActor(db, { kind: 'system', name: "o'clock" }, (tx) => whoAmI.execute(tx));
  expect(system.rows).toEqual([{ role: 'zlm_app', actor: "system:o'clock", power: 'off' }]);
  const anonymous = await withActor(db, { kind: 'anonymous' }, (tx) => whoAmI.execute(tx));
  expect(anonymous.rows[0]!.actor).toBe('anonymous');
  const insert = withActor(db, { kind: 'anonymous' }, (tx) => sql`INSERT INTO closed_notes VALUES (1)`.execute(tx));
  await expect(insert).rejects.toMatchObject({ code: '42501' });
});

test('role and name end with the transaction', async () => {
  await withActor(db, { kind: 'system', name: 'clock' }, (tx) => whoAmI.execute(tx));
  await withReader(db, (tx) => whoAmI.execute(tx));
  const answers = await Promise.all(Array.from({ length: 20 }, () => whoAmI.execute(db.kysely)));
  for (const { rows } of answers) {
    expect(rows[0]!.role).not.toBe('zlm_app');
    expect(rows[0]!.actor || '').toBe('');
  }
});

test('a failure rolls everything back', async () => {
  const failing = withActor(db, { kind: 'anonymous' }, async (tx) => {
    await sql`INSERT INTO open_notes VALUES (1)`.execute(tx);
    throw new Error('second thoughts');
  });
  await expect(failing).rejects.toThrow('second thoughts');
  expect((await db.pool.query('SELECT FROM open_notes')).rowCount).toBe(0);
});

test('readers cannot write', async () => {
  const write = withReader(db, (tx) => sql`INSERT INTO open_notes VALUES (1)`.execute(tx));
  await expect(write).rejects.toMatchObject({ code: '25006' });
});

test('deadlocks are tried again only when asked for', async () => {
  const failing = (times: number) => {
    let calls = 0;
    const run = () => {
      calls++;
      if (calls > times) return Promise.resolve(calls);
      return Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' }));
    };
    return { run, calls: () => calls };
  };
  const once = failing(1);
  await expect(withActor(db, { kind: 'anonymous' }, once.run)).rejects.toThrow('deadlock');
  expect(await withActor(db, { kind: 'anonymous' }, failing(3).run, { retry: true })).toBe(4);
  const always = failing(9);
  await expect(withActor(db, { kind: 'anonymous' }, always.run, { retry: true })).rejects.toThrow('deadlock');
  expect(always.calls()).toBe(4);
});
