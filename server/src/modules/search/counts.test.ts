import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { parseWallTime } from '../../catalogue/wall-time.ts';
import { KINDS } from '../../contract/kinds.ts';
import { PRICES, SCOPES, SEATS, STATUSES, type Scope } from '../../contract/lists.ts';
import { Filters, type FilterInput } from '../../contract/filters.ts';
import type { Database } from '../../db/index.ts';
import { features, things } from '../../modules.ts';
import { arbitraryFilters } from '../../testing/filters.ts';
import { matches, readPublicRecord, type PublicRecord, type PublicRow } from '../../testing/public-rows.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { AreaProperties, ClusterProperties, PointProperties } from '../map/schema.ts';
import { LearningMap } from '../map/service.ts';
import { placeFeatures } from '../places/features.ts';
import { search as endpoint, SearchAnswer } from './schema.ts';
import { search } from './service.ts';

// The whole demo in `npm run test:full`.
const FULL = process.env['SIZE'] === 'full';
const TODAY = '2026-11-27';
// A Friday afternoon, so that today, tonight and the weekend all differ.
const NOW = new Date(`${TODAY}T15:20:00+08:00`);
const MINUTES = parseWallTime(`${TODAY}T15:20`);
const ZOOMS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
// Tiles of one filter and zoom: beyond it some zooms are left to the next filters.
const MOST_TILES = 4000;
const LONG = 1_800_000;
const LAYERS = { areas: AreaProperties, clusters: ClusterProperties, points: PointProperties };

let database: Database;
let record: PublicRecord;
let live: LiveCatalogue;
let map: LearningMap;

beforeAll(async () => {
  database = await openSeededDatabase(FULL ? 1 : 0.02, '2026-11-20');
  // So that some things have ended, moved or hang nowhere.
  await database.pool.query(`
    UPDATE activities SET status = 'cancelled' WHERE id % 97 = 0;
    UPDATE activities SET status = 'moved_online', seats_left = 0, capacity = 10 WHERE id % 89 = 0;
    UPDATE courses SET state = 'draft' WHERE id % 53 = 0;
    UPDATE activities SET place_id = NULL WHERE id % 23 = 0;
    UPDATE course_offerings SET place_id = NULL WHERE id % 19 = 0;
    DELETE FROM institution_places WHERE institution_id % 17 = 0;
    UPDATE places SET geom = NULL, crs = NULL, source_x = NULL, source_y = NULL, precision_m = NULL WHERE id % 37 = 0;
    UPDATE places SET state = 'withdrawn' WHERE id % 101 = 0`);
  record = await database.maintain((client) => readPublicRecord(client, TODAY));
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  map = new LearningMap(live);
  await live.current.text;
}, 600_000);
afterAll(() => database.close());

const ask = (input: object) => search({ database, live, things }, endpoint.query.parse(input), NOW);
const brute = (input: FilterInput): PublicRow[] => {
  const filters = Filters.parse(input);
  return record.rows.filter((row) => matches(row, filters, MINUTES, record));
};

test('everything in the public views is found, what has ended only when asked for', async () => {
  const { total } = await ask({});
  const ended = await ask({ status: 'ended' });
  expect(ended.total).toBeGreaterThan(0);
  expect(total + ended.total).toBe(record.rows.length);
});

test(
  'totals equal a count row by row, session by session',
  async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFilters(record, TODAY), arbitraryBox(), async (input, bbox) => {
        const rows = brute(input);
        const answer = SearchAnswer.parse(await ask({ ...input, bbox: bbox.join(','), limit: '5' }));
        const placed = rows.filter(({ place }) => place);
        const inView = placed.filter(({ place }) => isIn(bbox, place!));
        found += Math.min(1, rows.length);
        const { online, elsewhere, unlocated } = answer;
        expect(answer.inView + elsewhere + online + unlocated).toBe(rows.length);
        expect(answer).toMatchObject({
          total: rows.length,
          unplaced: rows.length - placed.length,
          online: rows.filter((row) => isInPart(row, 'online', bbox)).length,
          unlocated: rows.filter((row) => isInPart(row, 'unlocated', bbox)).length,
          inView: inView.length,
          elsewhere: placed.length - inView.length,
        });
        expect(answer.items).toHaveLength(Math.min(5, rows.length));
        const ids = new Set(rows.map(({ id }) => id));
        for (const { id } of answer.items) expect(ids).toContain(id);
      }),
      { examples: [[{}, [119, 29, 121, 31]]] },
    );
    expect(found).toBeGreaterThan(0);
  },
  LONG,
);

test.each(SCOPES)('the part %s lists its own rows and counts its own facets', async (scope) => {
  expect(await checkPart({}, [119, 29, 121, 31], scope)).toBeGreaterThan(0);
});

test(
  'so does every part under any filter',
  () =>
    fc.assert(
      fc.asyncProperty(
        arbitraryFilters(record, TODAY),
        arbitraryBox(),
        fc.constantFrom(...SCOPES),
        async (input, bbox, scope) => void (await checkPart(input, bbox, scope)),
      ),
    ),
  LONG,
);

test('who asks for what is online finds the online part and nothing unlocated', async () => {
  const [all, online, mixed] = [await ask({}), await ask({ mode: 'online' }), await ask({ mode: 'mixed' })];
  expect(online).toMatchObject({ inView: 0, online: online.total, unlocated: 0 });
  expect(mixed.unlocated).toBe(0);
  const rows = brute({}).filter(({ place }) => !place);
  // 线下, or of no mode at all: institutions, points, courses nobody gives.
  const modeless = rows.filter(({ modes }) => modes.length === 0);
  expect(modeless.length).toBeGreaterThan(0);
  expect(all.unlocated).toBeGreaterThan(modeless.length);
  // What is held off the map is found by where that is.
  const { items } = await ask({ scope: 'unlocated', division: '330100', limit: '100' });
  expect(items.length).toBeGreaterThan(3);
  for (const { place, venue } of items) expect([place, venue?.division.slice(0, 4)]).toEqual([null, '3301']);
});

test(
  'a facet count is the total that choosing the value gives',
  async () => {
    const vocabulary: Record<string, readonly string[]> = {
      kind: KINDS,
      price: PRICES,
      seats: SEATS,
      status: STATUSES,
    };
    const size = { minLength: 1, maxLength: 3 };
    await fc.assert(
      fc.asyncProperty(
        arbitraryFilters(record, TODAY),
        fc.array(fc.tuple(fc.nat(), fc.nat()), size),
        async (input, picks) => {
          const { facets } = await ask(input);
          for (const [which, value] of picks) {
            const [name, counts] = Object.entries(facets)[which % Object.keys(facets).length]!;
            const codes = vocabulary[name] ?? Object.keys(counts);
            if (codes.length === 0) continue;
            const code = codes[value % codes.length]!;
            const chosen = name === 'accessible' ? input.accessible : undefined;
            const expected = brute({ ...input, [name]: chosen ? `${chosen},${code}` : code }).length;
            expect([name, code, counts[code] ?? 0]).toEqual([name, code, expected]);
          }
        },
      ),
    );
  },
  LONG,
);

test(
  'the tiles of every zoom add up to all that is on the map',
  () => {
    fc.assert(
      fc.property(arbitraryFilters(record, TODAY), (input) => {
        const filters = Filters.parse(input);
        const placed = brute(input).flatMap(({ place }) => (place ? [place] : []));
        for (const z of ZOOMS) {
          const tiles = tilesOf([...placed, ...anchorsAt(z)], z);
          if (tiles.length > MOST_TILES && (placed.length + z) % 5 > 0) continue;
          let sum = 0;
          for (const [x, y] of tiles) sum += countTile(filters, z, x, y);
          expect([z, sum]).toEqual([z, placed.length]);
        }
      }),
    );
  },
  LONG,
);

test('to zoom 9 a filter leaves bubbles where they are, and each counts what lies in its division', () => {
  for (const z of [6, 9]) {
    const all = bubblesOf(Filters.parse({}), z);
    const some = bubblesOf(Filters.parse({ kind: 'course' }), z);
    expect(some.size).toBeGreaterThan(5);
    for (const [division, { at }] of some) expect(all.get(division)?.at).toBe(at);
    for (const [division, { count }] of some) {
      const inside = brute({ kind: 'course', division }).filter(({ place }) => place);
      expect([division, count]).toEqual([division, inside.length]);
    }
  }
});

test('tiles around what is there are empty', () => {
  const filters = Filters.parse({ division: '330106' });
  const placed = brute({ division: '330106' }).flatMap(({ place }) => (place ? [place] : []));
  const z = 13;
  const full = new Set(tilesOf(placed, z).map(String));
  for (const [x, y] of tilesOf(placed, z)) {
    for (const [dx, dy] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
      [1, 1],
    ] as const) {
      if (!full.has(String([x + dx, y + dy]))) expect(countTile(filters, z, x + dx, y + dy)).toBe(0);
    }
  }
});

test('pages follow each other without gap or repeat, in the order of the sort', async () => {
  for (const sort of ['soonest', 'distance'] as const) {
    const asked = { kind: 'course,credit_point', division: '330100', sort, origin: '120.15,30.28', limit: '37' };
    const seen: string[] = [];
    const last = { fresh: 0, stale: 0 };
    let cursor: string | null = null;
    do {
      const page: SearchAnswer = await ask({ ...asked, ...(cursor && { cursor }) });
      for (const item of page.items) {
        seen.push(`${item.id}@${(item.place ?? item.venue)?.id}`);
        if (sort !== 'distance' || item.metres === null) continue;
        const which = item.stale === null ? 'fresh' : 'stale';
        expect(item.metres).toBeGreaterThanOrEqual(last[which]);
        last[which] = item.metres;
        // What is stale stands as if twice as far.
        if (which === 'fresh') expect(item.metres).toBeGreaterThanOrEqual(last.stale * 2);
      }
      cursor = page.nextCursor;
    } while (cursor);
    const expected = brute({ kind: 'course,credit_point', division: '330100' });
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual(expected.map(({ id, placeId }) => `${id}@${placeId}`).sort());
  }
});

test('the next session is the first to come that the filter keeps', async () => {
  const { items } = await ask({ when: 'weekend', part: 'morning', limit: '100' });
  expect(items.length).toBeGreaterThan(3);
  const rows = new Map(record.rows.map((row) => [row.id, row]));
  const ends = await database.pool.query<{ id: number; starts: Date; ends: Date }>(
    `SELECT activity_id id, starts_at starts, ends_at ends FROM public_sessions WHERE activity_id = ANY($1)`,
    [items.map(({ id }) => id)],
  );
  for (const { id, nextSession, sessionsLeft } of items) {
    const next = Date.parse(nextSession!.startsAt);
    expect(['2026-11-28', '2026-11-29']).toContain(nextSession!.startsAt.slice(0, 10));
    expect(nextSession!.startsAt.slice(11, 16) < '12:00').toBe(true);
    const session = ends.rows.find((row) => row.id === id && row.starts.getTime() === next)!;
    expect(Date.parse(nextSession!.endsAt)).toBe(session.ends.getTime());
    expect(sessionsLeft).toBe(rows.get(id)!.starts.filter((start) => start >= MINUTES).length);
  }
});

/** How many rows the part has. */
async function checkPart({ kind, ...input }: FilterInput, bbox: readonly number[], scope: Scope): Promise<number> {
  const partOf = (filters: FilterInput) => brute(filters).filter((row) => isInPart(row, scope, bbox));
  const rows = partOf(input);
  const asked = { ...input, bbox: bbox.join(','), scope };
  const { items, facets } = await ask({ ...asked, limit: '100' });
  const keys = new Set(rows.map(({ id, place, placeId }) => `${id}@${place && placeId}`));
  expect(items).toHaveLength(Math.min(100, rows.length));
  for (const { id, place } of items) expect(keys).toContain(`${id}@${place && place.id}`);
  expect(facets['kind']).toEqual(countBy(rows.map((row) => row.kind)));
  expect(facets['status']?.['ended'] ?? 0).toBe(partOf({ ...input, status: 'ended' }).length);
  const { facets: narrower } = await ask({ ...asked, kind: kind ?? 'course', limit: '1' });
  expect(narrower['kind']).toEqual(facets['kind']);
  return rows.length;
}

function arbitraryBox(): fc.Arbitrary<[number, number, number, number]> {
  const lng = fc.double({ min: 118.5, max: 122, noNaN: true });
  const lat = fc.double({ min: 27.5, max: 31, noNaN: true });
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return fc
    .tuple(lng, lat, fc.double({ min: 0.01, max: 1.5, noNaN: true }))
    .map(([west, south, size]) => [round(west), round(south), round(west + size), round(south + size)]);
}

function isIn([west, south, east, north]: readonly number[], { lng, lat }: { lng: number; lat: number }): boolean {
  return lng >= west! && lng <= east! && lat >= south! && lat <= north!;
}

function isInPart({ place, modes }: PublicRow, scope: Scope, bbox: readonly number[]): boolean {
  if (scope === 'all') return true;
  if (place) return scope === (isIn(bbox, place) ? 'view' : 'elsewhere');
  return scope === 'unplaced' || scope === (modes.some((mode) => mode !== 'offline') ? 'online' : 'unlocated');
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function tilesOf(spots: readonly { lng: number; lat: number }[], z: number): [number, number][] {
  const tiles = new Map<string, [number, number]>();
  for (const { lng, lat } of spots) {
    const x = Math.floor(((lng + 180) / 360) * 2 ** z);
    const sin = Math.sin((lat * Math.PI) / 180);
    const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z);
    tiles.set(`${x}/${y}`, [x, y]);
  }
  return [...tiles.values()];
}

/** Where the tiles of a zoom count by division; nowhere where things are counted where they lie. */
function anchorsAt(z: number): { lng: number; lat: number }[] {
  const step = live.current.index.schema.anchored!.steps.find(({ lastZoom }) => z <= lastZoom);
  return step ? [...step.anchors, step.rest] : [];
}

function bubblesOf(filters: Filters, z: number): Map<string, { count: number; at: string }> {
  const bubbles = new Map<string, { count: number; at: string }>();
  for (const [x, y] of tilesOf(anchorsAt(z), z)) {
    const tile = map.tile({ z, x, y }, filters, NOW);
    if (tile instanceof Promise) throw new Error('the text is not there yet');
    const layer = tile && new VectorTile(new PbfReader(tile.bytes)).layers['areas'];
    for (let i = 0; i < (layer?.length ?? 0); i++) {
      const feature = layer!.feature(i);
      const { division = '', point_count: count } = AreaProperties.parse(feature.properties);
      const point = feature.loadGeometry()[0]![0]!;
      bubbles.set(division, { count, at: `${x}/${y} ${point.x},${point.y}` });
    }
  }
  return bubbles;
}

function countTile(filters: Filters, z: number, x: number, y: number): number {
  const tile = map.tile({ z, x, y }, filters, NOW);
  if (tile instanceof Promise) throw new Error('the text is not there yet');
  if (!tile) return 0;
  let sum = 0;
  for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(tile.bytes)).layers)) {
    for (let i = 0; i < layer.length; i++) {
      const { properties } = layer.feature(i);
      const { point_count: count = 1 } = LAYERS[name as keyof typeof LAYERS].parse(properties);
      sum += count;
    }
  }
  return sum;
}
