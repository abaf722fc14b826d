import { afterAll, beforeAll, expect, test } from 'vitest';
import { withReader } from '../../db/index.ts';
import { things } from '../../modules.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertInstitution, insertSample } from '../../testing/sample.ts';
import { isGone, listEntries, listParts } from './queries.ts';
import { toIndex, toUrls } from './xml.ts';

const [institutions] = things.filter(({ kind }) => kind === 'institution');

let db: TestDatabase;
const ids: number[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  const { institution, school, places } = await insertSample(db.pool);
  // At two places it still is one thing.
  for (const place of places)
    await db.pool.query('INSERT INTO institution_places (institution_id, place_id) VALUES ($1, $2)', [school, place]);
  ids.push(institution, school);
  for (const name of ['甲', '乙', '丙']) ids.push(await insertInstitution(db.pool, name));
});
afterAll(() => db.close());

test('parts hold every thing once, at most so many, and are read in steps', async () => {
  const parts = await withReader(db, (tx) => listParts(tx, institutions!, 2));
  expect(parts.map(({ n, count }) => [n, count])).toEqual([
    [1, 2],
    [2, 2],
    [3, 1],
  ]);
  const read: number[] = [];
  for (const part of parts) {
    for (let after = part.first - 1; ;) {
      const [entry] = await withReader(db, (tx) => listEntries(tx, part, after, 1));
      if (!entry) break;
      read.push((after = entry.id));
    }
  }
  expect(read).toEqual(ids);
});

test('gone is what was withdrawn or deleted, of its kind alone', async () => {
  const [withdrawn, deleted] = ids.slice(-2) as [number, number];
  await db.pool.query(`UPDATE institutions SET state = 'withdrawn' WHERE id = $1`, [withdrawn]);
  await db.pool.query('DELETE FROM institutions WHERE id = $1', [deleted]);
  const ask = (kind: 'institution' | 'course', id: number) => withReader(db, (tx) => isGone(tx, kind, id));
  expect(await Promise.all([ask('institution', withdrawn), ask('institution', deleted)])).toEqual([true, true]);
  expect(await Promise.all([ask('course', withdrawn), ask('institution', ids[0]!)])).toEqual([false, false]);
});

test('an address is written in both languages, and as text', () => {
  const text = toUrls('https://a.example', '/topics/a&b', null);
  expect(text.match(/<url>/g)).toHaveLength(2);
  expect(text).toContain('<loc>https://a.example/en/topics/a&amp;b</loc>');
  expect(toIndex([{ url: 'https://a.example/x.xml', modified: '2026-11-27T00:00:00+08:00' }])).toContain('<lastmod>');
});
