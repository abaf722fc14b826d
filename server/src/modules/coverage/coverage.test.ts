import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Database } from '../../db/index.ts';
import { parseCsv, type CsvRow } from '../../formats/csv.ts';
import { features, things } from '../../modules.ts';
import { arbitraryFilters } from '../../testing/filters.ts';
import { readPublicRecord, type PublicRecord } from '../../testing/public-rows.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { placeFeatures } from '../places/features.ts';
import { search as searchEndpoint } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { getCoverage, Coverage } from './schema.ts';
import { findCoverage, writeCoverage } from './service.ts';

const TODAY = '2026-11-27';
const NOW = new Date(`${TODAY}T15:20:00+08:00`);
let database: Database;
let live: LiveCatalogue;
let record: PublicRecord;

beforeAll(async () => {
  database = await openSeededDatabase(0.02, '2026-11-20');
  record = await database.maintain((client) => readPublicRecord(client, TODAY));
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  await live.current.text;
}, 240_000);
afterAll(() => database.close());

const find = (input: object) =>
  search({ database, live, things }, searchEndpoint.query.parse({ ...input, limit: '1' }), NOW);
const ask = async (input: object) =>
  Coverage.parse(await findCoverage({ database, live }, getCoverage.query.parse(input), NOW));

test('cities count what the facet of a search counts, per resident of their counties', async () => {
  const { facets, total } = await find({});
  const cities = await ask({});
  const counties = await ask({ level: 'county' });
  expect(cities.rows).toHaveLength(11);
  expect(counties.rows).toHaveLength(90);
  expect(cities.total).toBe(total);
  for (const { division, count, population, per10k } of cities.rows) {
    expect(count).toBe(facets.division![division] ?? 0);
    const below = counties.rows.filter(({ parent }) => parent === division);
    expect(population).toBe(below.reduce((sum, county) => sum + county.population!, 0));
    expect(per10k).toBeCloseTo((count / population!) * 10_000, 2);
  }
  expect(cities.population).toEqual({ source: 'census-2020-approximate', asOf: '2020-11-01' });
});

test('rows and the rest add up to the total of the same search, for any filter', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryFilters(record, TODAY), fc.constantFrom('city', 'county'), async (input, level) => {
      const coverage = await ask({ ...input, level });
      const { total } = await find(input);
      expect(coverage.rows.reduce((sum, { count }) => sum + count, coverage.without.count)).toBe(total);
      expect(coverage.without.count).toBeGreaterThanOrEqual(0);
      const busiest = coverage.rows.reduce((best, row) => (row.count > best.count ? row : best), coverage.rows[0]!);
      if (!busiest || input.division) return;
      expect(busiest.count).toBe((await find({ ...input, division: busiest.division })).total);
    }),
  );
});

test('a chosen division leaves its own counties, and its townships count in theirs', async () => {
  const hangzhou = await ask({ level: 'county', division: '330100' });
  expect(hangzhou.rows.every(({ parent }) => parent === '330100')).toBe(true);
  expect(hangzhou.rows.reduce((sum, { count }) => sum + count, 0)).toBe((await find({ division: '330100' })).total);
  const township = record.rows.find(({ place }) => place?.division.length === 9)!.place!.division;
  const inside = await ask({ level: 'county', division: township });
  expect(inside.rows).toHaveLength(1);
  expect(inside.rows[0]).toMatchObject({ division: township.slice(0, 6), count: inside.total });
});

test('topics count as the facet would with that topic, in each division', async () => {
  const { rows, without } = await ask({ kind: 'activity', topic: 'calligraphy' });
  const arts = await find({ kind: 'activity', topic: 'culture-arts' });
  expect(rows.reduce((sum, { byTopic }) => sum + byTopic['culture-arts']!, without.byTopic['culture-arts']!)).toBe(
    arts.total,
  );
  expect(rows[0]!.byTopic['culture-arts']).toBe(
    (await find({ kind: 'activity', topic: 'culture-arts', division: rows[0]!.division })).total,
  );
});

test('the table for spreadsheets says the same', async () => {
  const query = getCoverage.query.parse({ level: 'county', kind: 'course' });
  const text = await writeCoverage({ database, live }, query, NOW, 'zh-CN');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [{ cells: header }, ...rows] = parseCsv(text).rows as [CsvRow, ...CsvRow[]];
  expect(header.slice(0, 5)).toEqual(['区划代码', '地区', '常住人口', '数量', '每万人']);
  const coverage = await ask({ level: 'county', kind: 'course' });
  expect(rows.slice(0, -2).map(({ cells }) => [cells[0], Number(cells[3])])).toEqual(
    coverage.rows.map(({ division, count }) => [division, count]),
  );
  expect(rows.at(-1)!.cells.slice(1, 4)).toEqual(['合计', '', String(coverage.total)]);
  for (const { cells } of rows) expect(cells).toHaveLength(header.length);
});
