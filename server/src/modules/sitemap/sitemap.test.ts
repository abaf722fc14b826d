import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withReader } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import type { PageFile } from '../../html/page.ts';
import { things } from '../../modules.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertInstitution, insertSample } from '../../testing/sample.ts';
import { isGone } from './queries.ts';
import { createSitemap } from './service.ts';
import { toIndex, toUrls } from './xml.ts';

const institutions = things.filter(({ kind }) => kind === 'institution');
const source = () => ({
  database: db,
  things: institutions,
  origin: 'https://a.example',
  labels: () => labels,
  size: 2,
});

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

const labels = { terms: [], divisions: [] };
const textOf = ({ gzip }: PageFile) => gunzipSync(gzip).toString();
const idsIn = (text: string) =>
  [...text.matchAll(/<loc>https:\/\/a\.example\/institutions\/(\d+)</g)].map(([, id]) => Number(id));

test('files hold every thing once, at most so many', async () => {
  const read = createSitemap({ ...source(), version: () => '1' });
  const listed = [...textOf(await read('sitemap.xml')).matchAll(/sitemap\/(institutions-\d\.xml)</g)];
  expect(listed.map(([, name]) => name)).toEqual(['institutions-1.xml', 'institutions-2.xml', 'institutions-3.xml']);
  const held = await Promise.all(listed.map(async ([, name]) => idsIn(textOf(await read(name!)))));
  expect(held.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(held.flat()).toEqual(ids);
  await expect(read('institutions-4.xml')).rejects.toThrow(NotFound);
});

test('they are made once for a version, and the ones before are given meanwhile', async () => {
  let version = '1';
  const read = createSitemap({ ...source(), version: () => version, keptMs: 0 });
  const first = await Promise.all([read('institutions-1.xml'), read('institutions-1.xml')]);
  expect(first[0]).toBe(first[1]);
  await db.pool.query(`UPDATE institutions SET updated_at = now() + interval '1 hour' WHERE id = $1`, [ids[0]]);
  expect(await read('institutions-1.xml')).toBe(first[0]);
  version = '2';
  expect(await read('institutions-1.xml')).toBe(first[0]);
  await expect.poll(() => read('institutions-1.xml')).not.toBe(first[0]);
  expect((await read('institutions-1.xml')).etag).not.toBe(first[0].etag);
  expect(await read('institutions-2.xml')).toMatchObject({ type: 'application/xml' });
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
