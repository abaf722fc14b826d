import { afterAll, beforeAll, expect, test } from 'vitest';
import { things } from '../modules.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { insertActivity, insertSample, type Sample } from '../testing/sample.ts';
import { deriveViews, listMigrations, migrate } from './index.ts';
import { changeTriggers, placeTriggers, recordColumns } from './record.ts';

const derived = deriveViews(things);
const MADE = derived.map(({ name }) => name);

let db: TestDatabase;
let sample: Sample;
beforeAll(async () => {
  db = await openTestDatabase({ content: null });
  // As a database of an earlier release is found.
  await migrate(db, await listMigrations());
  sample = await insertSample(db.pool);
  const [place] = sample.places;
  for (const title of ['书法', '舞蹈', '合唱'])
    await insertActivity(db.pool, { title, institution: sample.school, place });
  await db.pool.query(`UPDATE activities SET state = 'withdrawn' WHERE title = '舞蹈'`);
  await db.pool.query(`DELETE FROM activities WHERE title = '合唱'`);
  await db.pool.query('INSERT INTO institution_places (institution_id, place_id) VALUES ($1, $2)', [
    sample.school,
    place,
  ]);
}, 60_000);
afterAll(() => db.close());

const rowsOf = async (view: string) =>
  (await db.pool.query<{ row: string }>(`SELECT v::text AS row FROM ${view} v ORDER BY 1`)).rows.map(({ row }) => row);

test('an earlier database is brought up, and says the same as before', async () => {
  const before = await Promise.all(MADE.map(rowsOf));
  expect(before.every((rows) => rows.length > 1)).toBe(true);
  expect(await migrate(db, await listMigrations(), derived)).toEqual(MADE);
  expect(await Promise.all(MADE.map(rowsOf))).toEqual(before);
  await db.pool.query('BEGIN; SET LOCAL ROLE zlm_app; SELECT FROM public_gone; ROLLBACK');
});

test('views are made anew when their text changed or a migration ran, else left alone', async () => {
  const migrations = await listMigrations();
  expect(await migrate(db, migrations, derived)).toEqual([]);
  const [gone, ...others] = derived;
  const changed = [{ ...gone!, sql: `${gone!.sql};` }, ...others];
  expect(await migrate(db, migrations, changed)).toEqual([gone!.name]);
  const later = { name: '29991231235959_none', up: () => Promise.resolve() };
  expect(await migrate(db, [...migrations, later], changed)).toEqual([later.name, ...MADE]);
});

test('a kind that comes later is gone and leaves its places like any other', async () => {
  const clubs = {
    name: '29991231235959_clubs',
    up: async (client: { query: (sql: string) => Promise<unknown> }) =>
      void (await client.query(`
        CREATE TABLE clubs (id bigint PRIMARY KEY DEFAULT nextval('thing_id'), name text, institution_id bigint,
          place_id bigint, ${recordColumns});
        ${changeTriggers('clubs', 'club')}
        ${placeTriggers('clubs', 'club')}`)),
  };
  const club = { ...things.find(({ kind }) => kind === 'credit_point')!, kind: 'club' as never, table: 'clubs' };
  // Its traits are those of a kind with one place.
  const withClub = deriveViews([...things, { ...club, changePlaces: ["SELECT 'club', id, place_id FROM clubs"] }]);
  await migrate(db, [...(await listMigrations()), clubs], withClub);
  const [here, there] = sample.places;
  const { rows } = await db.pool.query<{ id: number }>(
    `INSERT INTO clubs (name, place_id, state, source_system, source_id)
     VALUES ('a', $1, 'published', 't', '1'), ('b', $1, 'published', 't', '2'), ('c', $1, 'draft', 't', '3') RETURNING id`,
    [here],
  );
  const [moved, deleted, draft] = rows.map(({ id }) => id);
  await db.pool.query('UPDATE clubs SET place_id = $1', [there]);
  await db.pool.query(`UPDATE clubs SET state = 'withdrawn' WHERE id = $1`, [moved]);
  await db.pool.query('DELETE FROM clubs WHERE id = $1', [deleted]);
  const left = await db.pool.query(`SELECT id, place_id FROM left_places WHERE kind = 'club' ORDER BY 1, 2`);
  const pairs = [moved, deleted].flatMap((id) => [here, there].map((place_id) => ({ id, place_id })));
  expect(left.rows).toEqual(pairs);
  const gone = await db.pool.query(`SELECT id FROM public_gone WHERE kind = 'club' ORDER BY 1`);
  expect(gone.rows).toEqual([{ id: moved }, { id: deleted }]);
  const places = await db.pool.query(`SELECT DISTINCT place_id FROM change_places WHERE kind = 'club' AND id = $1`, [
    draft,
  ]);
  expect(places.rows).toEqual([{ place_id: there }]);
});
