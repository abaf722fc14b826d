import { afterAll, beforeAll, expect, test } from 'vitest';
import { withReader } from '../../db/index.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertPlace, insertSample } from '../../testing/sample.ts';
import { isDivision, listDivisions } from './queries.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await insertSample(db.pool);
  await db.pool.query(`
    UPDATE divisions SET seat = ST_SetSRID(ST_MakePoint(120.13, 30.26), 4326), seat_source = 'seat' WHERE code = '330106';
    INSERT INTO divisions (code, parent, level, name, name_en) VALUES
      ('330106001', '330106', 'township', '北山街道', 'Beishan Subdistrict'),
      ('330106002', '330106', 'township', '西溪街道', 'Xixi Subdistrict')`);
  for (const lng of [120.1, 120.2, 121]) await insertPlace(db.pool, '馆', '330106001', lng, 30.2);
});
afterAll(() => db.close());

const list = (parent: string | null) => withReader(db, (tx) => listDivisions(tx, parent));

test('without a parent those down to the counties are listed by code, else its children', async () => {
  expect((await list(null)).map(({ code }) => code)).toEqual(['330000', '330100', '330102', '330106']);
  expect((await list('330106')).map(({ name }) => name)).toEqual(['北山街道', '西溪街道']);
  expect(await withReader(db, (tx) => isDivision(tx, '330107'))).toBe(false);
});

test('a township stands at the middle of its places, else at the seat of its county', async () => {
  const [atPlaces, atSeat] = await list('330106');
  expect(atPlaces).toMatchObject({ position: [120.2, 30.2], positionBy: 'places' });
  expect(atSeat).toMatchObject({ position: [120.13, 30.26], positionBy: 'county_seat' });
  expect((await list(null)).find(({ code }) => code === '330102')).toMatchObject({ position: null, positionBy: null });
});
