import { afterAll, beforeAll, expect, test } from 'vitest';
import { withReader } from '../../db/index.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertSample, type Sample } from '../../testing/sample.ts';
import { findPlaces } from './queries.ts';

let db: TestDatabase;
let sample: Sample;
beforeAll(async () => {
  db = await openTestDatabase();
  sample = await insertSample(db.pool);
});
afterAll(() => db.close());

const find = (ids: number[]) => withReader(db, (tx) => findPlaces(tx, ids));

test('a place says where it is in the systems of all map apps, and on which days its hours differ', async () => {
  const [here] = sample.places;
  await db.pool.query(
    `INSERT INTO opening_exceptions (place_id, on_date, opens, closes) VALUES ($1, '2027-02-06', NULL, NULL),
       ($1, '2026-12-31', '09:00', '12:00')`,
    [here],
  );
  const place = (await find([here, here, 999_999])).places.get(here)!;
  expect(place).toMatchObject({ name: '西湖馆', division: '330106', lngLat: [120.13, 30.26] });
  expect(place.openingExceptions).toEqual([
    { date: '2026-12-31', opens: '09:00', closes: '12:00', note: null },
    { date: '2027-02-06', opens: null, closes: null, note: null },
  ]);
  const { wgs84, gcj02, bd09 } = place.positions;
  expect(new Set([wgs84, gcj02, bd09].map(String)).size).toBe(3);
});

test('a place says how far its position may be off', async () => {
  const [rough, unstated] = sample.places;
  await db.pool.query('UPDATE places SET precision_m = 1100 WHERE id = $1', [rough]);
  const { places: found } = await find(sample.places);
  expect([rough, unstated].map((id) => found.get(id)!.precision)).toEqual([1_100, null]);
});

test('one that is not published is nowhere', async () => {
  await db.pool.query(`UPDATE places SET state = 'withdrawn' WHERE id = $1`, [sample.places[1]]);
  expect([...(await find(sample.places)).places.keys()]).toEqual([sample.places[0]]);
});
