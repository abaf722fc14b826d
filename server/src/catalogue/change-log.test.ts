import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeTriggers, termTriggers } from '../db/record.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { ChangeLog } from './change-log.ts';
import { readOrigin } from './origin.ts';
import { runPlain } from './statements.ts';

// Columns by which tables of the product name their things, and one that none of them has.
const COLUMNS = ['id', 'place_id', 'institution_id', 'activity_id', 'course_id', 'piece'];

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query('DELETE FROM changes');
});
afterAll(() => database.close());

test('changes come by the number of their transaction, the tenth after the ninth', async () => {
  await database.pool.query(
    `INSERT INTO changes (kind, id, seq, xid) VALUES ('place', 1, 7, '10'), ('place', 2, 6, '9'), ('place', 3, 5, '9')`,
  );
  const client = await database.pool.connect();
  try {
    const origin = await readOrigin(client);
    const read = await new ChangeLog(runPlain).read(client, { xid: '0', seq: -1 }, origin);
    expect(read!.changes.map(({ id }) => id)).toEqual([3, 2, 1]);
  } finally {
    client.release();
  }
});

test.each(COLUMNS)('a table that names its things by %s notes them, and what went', async (column) => {
  const { pool } = database;
  await pool.query(
    `CREATE TABLE pieces (${column} bigint, part int); ${changeTriggers('pieces', 'piece', { idColumn: column })}`,
  );
  const noted = async (sql: string) => {
    await pool.query(`DELETE FROM changes; ${sql}`);
    const { rows } = await pool.query<{ id: number; deleted: boolean }>(
      `SELECT id, deleted FROM changes WHERE kind = 'piece' ORDER BY seq`,
    );
    return rows.map(({ id, deleted }) => (deleted ? -id : id));
  };
  try {
    expect(await noted('INSERT INTO pieces VALUES (3, 1), (1, 1), (3, 2)')).toEqual([1, 3]);
    expect(await noted(`UPDATE pieces SET ${column} = 2 WHERE ${column} = 3`)).toEqual([2, 3]);
    expect(await noted('UPDATE pieces SET part = 0 WHERE false')).toEqual([]);
    expect(await noted(`DELETE FROM pieces WHERE ${column} = 2`)).toEqual([-2]);
  } finally {
    await pool.query('DROP TABLE pieces');
  }
});

test.each([
  ['topics', 'text[]', '{%}'],
  ['type', 'text', '%'],
  ['moods', 'text[]', '{%}'],
  ['mood', 'text', '%'],
])('a code in %s must be a term', async (column, type, form) => {
  const { pool } = database;
  await pool.query(`INSERT INTO terms (vocabulary, code, zh, en, position) VALUES ('mood', 'calm', '静', 'calm', 1)
    ON CONFLICT DO NOTHING; CREATE TABLE pieces (${column} ${type}); ${termTriggers('pieces', column, 'mood')}`);
  const insert = (code: string) => pool.query('INSERT INTO pieces VALUES ($1)', [form.replace('%', code)]);
  try {
    await insert('calm');
    await pool.query('INSERT INTO pieces VALUES (NULL)');
    await expect(insert('loud')).rejects.toMatchObject({ code: '23503', message: 'loud is not a known mood' });
  } finally {
    await pool.query('DROP TABLE pieces');
  }
});
