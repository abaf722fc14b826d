import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate, type Migration } from './index.ts';

let db: TestDatabase;
beforeAll(async () => (db = await openTestDatabase({ content: null })), 60_000);
afterAll(() => db.close());

const creating = (name: string): Migration => ({
  name,
  up: async (client) => void (await client.query(`CREATE TABLE ${name} (id int)`)),
});

test('applies what is missing, late comers among it, once', async () => {
  expect(await migrate(db, [creating('m3'), creating('m1')])).toEqual(['m1', 'm3']);
  expect(await migrate(db, [creating('m1'), creating('m2'), creating('m3')])).toEqual(['m2']);
  expect(await migrate(db, [creating('m1'), creating('m2')])).toEqual([]);
});

test('starters at the same time apply each migration once', async () => {
  if (db.kind === 'embedded') return;
  const set = [creating('p1'), creating('p2')];
  const applied = await Promise.all([migrate(db, set), migrate(db, set), migrate(db, set)]);
  expect(applied.flat().sort()).toEqual(['p1', 'p2']);
});

test('a failing migration leaves nothing behind and names itself', async () => {
  const failing: Migration = {
    name: 'm5_bad',
    up: async (client) => {
      await client.query('CREATE TABLE half (id int)');
      await client.query('SELECT nonsense');
    },
  };
  await expect(migrate(db, [creating('m4'), failing])).rejects.toThrow(/m5_bad.*nonsense/);
  const { rows } = await db.pool.query(`SELECT to_regclass('half') AS half, to_regclass('m4') IS NOT NULL AS m4`);
  expect(rows).toEqual([{ half: null, m4: true }]);
});

test('two migrations of one name are refused', async () => {
  await expect(migrate(db, [creating('m9'), creating('m9')])).rejects.toThrow('m9');
});
