import type { Database } from '@zlm/server/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference } from '../../load/load-reference.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { fixture, importText, snapshot } from '../../testing/import-file.ts';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import { runBoundaries, type BoundariesOptions } from './run-boundaries.ts';
import { summariseBoundaries } from './summary.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.maintain((client) => loadReference(client, () => undefined));
});
afterAll(() => database.close());

const load = (options: Partial<BoundariesOptions> = {}) =>
  database.maintain((client) =>
    runBoundaries(client, {
      file: fixture('boundaries.json'),
      crs: 'WGS84',
      approval: null,
      partial: false,
      ...options,
    }),
  );
const all = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows;

const places = `编号,名称,区划,经度,纬度
1,对的,德清县武康街道,119.97,30.54
2,写错县的,余杭区,119.98,30.55
3,没写县的,,119.99,30.46
4,界线外的,,121.55,29.87
`;

test('two counties load only when that is asked for', async () => {
  await importText(database, places, { kind: 'places', crs: 'WGS84' });
  const before = await snapshot(database);
  const refused = await load();
  expect(refused.replaced).toBeNull();
  expect(refused.missing).toHaveLength(88);
  expect(summariseBoundaries(refused, 'en')[0]).toMatch(/--partial/);
  expect(await snapshot(database)).toEqual(before);
});

test('places are placed by polygon, declared ones that differ are listed', async () => {
  const { read, checked, replaced, ...rest } = await load({ partial: true, approval: '浙S(2026)0号' });
  expect(read.above).toBe(1);
  expect(read.rejected).toEqual([
    { number: 4, code: '330199', reason: 'unknown-code' },
    { number: 5, code: '', reason: 'no-code' },
  ]);
  expect(checked.valid.map(({ code, repaired }) => [code, repaired])).toEqual([
    ['330110', true],
    ['330521', false],
  ]);
  expect(checked.overlaps).toMatchObject([{ codes: ['330110', '330521'] }]);
  expect(checked.overlaps[0]!.area).toBeGreaterThan(1);
  expect(replaced).toMatchObject({ places: 4, confirmed: 2, outside: 1 });
  expect(replaced!.moved).toMatchObject([{ name: '写错县的', from: '330110', to: '330521', by: 'declared' }]);
  const text = summariseBoundaries({ read, checked, replaced, ...rest }, 'zh').join('\n');
  expect(text).toContain('写错县的: 杭州市余杭区 → 湖州市德清县');

  expect(await all('SELECT source_id, left(division, 6) AS county, division_by AS by FROM places ORDER BY 1')).toEqual([
    { source_id: '1', county: '330521', by: 'boundary' },
    { source_id: '2', county: '330521', by: 'boundary' },
    { source_id: '3', county: '330521', by: 'boundary' },
    { source_id: '4', county: '330203', by: 'nearest_seat' },
  ]);
  const [record] = await all(
    `SELECT count(*)::int AS count, min(approval_number) AS approval FROM division_boundaries`,
  );
  expect(record).toEqual({ count: 2, approval: '浙S(2026)0号' });
});

test('the same rows imported again agree with the boundaries and warn where the polygon wins', async () => {
  const again = await importText(database, places, { kind: 'places', crs: 'WGS84' });
  expect(again.main).toEqual({ created: 0, updated: 0, unchanged: 4 });
  expect(again.warnings).toMatchObject([
    { line: 3, code: 'far-off' },
    { line: 3, code: 'polygon-wins', detail: '湖州市德清县' },
  ]);
});

test('a broken file leaves the boundaries as they are', async () => {
  const before = await snapshot(database);
  await expect(load({ file: fixture('county-activities.csv') })).rejects.toThrow(BrokenFile);
  await expect(load({ file: fixture('campuses.json') })).rejects.toThrow(BrokenFile);
  expect(await snapshot(database)).toEqual(before);
});
