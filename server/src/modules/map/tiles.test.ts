import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { Filters, type FilterInput } from '../../contract/filters.ts';
import type { Database } from '../../db/index.ts';
import type { ReadyTile } from '../../http/ready-tile.ts';
import { features } from '../../modules.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { placeFeatures } from '../places/features.ts';
import { LearningMap } from './service.ts';
import { LearningTiles } from './tiles.ts';

const NOW = new Date('2026-11-27T15:20:00+08:00');
const HANGZHOU = { z: 11, x: 1707, y: 843 };
const PROVINCE = { z: 6, x: 53, y: 26 };
const NOWHERE = { z: 11, x: 1, y: 1 };

let database: Database;
let live: LiveCatalogue;
let tiles: LearningTiles;

beforeAll(async () => {
  database = await openSeededDatabase(0.02, '2026-11-20');
  live = { current: await load() };
  await live.current.text;
  tiles = new LearningTiles(new LearningMap(live));
});
afterAll(() => database.close());

const load = () => loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW });
const ask = (filters: Filters, address = HANGZHOU, now = NOW) => tiles.tile(address, filters, now) as ReadyTile | null;
const parse = (filters: FilterInput) => Filters.parse(filters);

/** Takes out a thing of the map that lies in the tile, or in none of its neighbours. */
function removeOne(inside: boolean): void {
  const { index } = live.current;
  const bbox = inside ? ([120.08, 30.17, 120.22, 30.28] as const) : ([120.5, 27.9, 120.9, 28.2] as const);
  const request = { sort: 'soonest', limit: 1, scope: 'view', asOf: 0, bbox } as const;
  const [hit] = index.page({ facets: {} }, request);
  index.apply({ upsert: [], remove: [hit!.id] });
}

test('equal filters share a tile, in whatever order they came', () => {
  const first = ask(parse({ kind: 'course,activity' }));
  expect(first!.length).toBeGreaterThan(0);
  expect(ask(parse({ kind: 'activity,course' }))).toBe(first);
  expect(ask(parse({ kind: 'course' }))).not.toBe(first);
  expect(ask(parse({}), NOWHERE)).toBeNull();
});

test('an edit elsewhere keeps the tile, one within draws it again', () => {
  const filters = parse({});
  const first = ask(filters);
  removeOne(false);
  expect(ask(filters)).toBe(first);
  removeOne(true);
  const second = ask(filters);
  expect(second).not.toBe(first);
  expect(second!.plain.etag).not.toBe(first!.plain.etag);
  expect(ask(filters)).toBe(second);
});

test('filters that name the present are resolved again with the minute', () => {
  const filters = parse({ when: 'now' });
  const afternoon = ask(filters, PROVINCE);
  expect(ask(filters, PROVINCE, new Date('2026-11-27T15:20:59+08:00'))).toBe(afternoon);
  expect(ask(filters, PROVINCE, new Date('2026-11-27T17:29:00+08:00'))).toBe(afternoon);
  const evening = ask(filters, PROVINCE, new Date('2026-11-27T17:30:00+08:00'));
  expect(evening?.plain.etag).not.toBe(afternoon?.plain.etag);
});

test.each([
  { q: '书法' },
  { near: '120.15,30.25,30000' },
  { within: '119,29,122,29,122,32,119,32' },
  { at: '120.15,30.25' },
])('a tile of %o is drawn each time', (input) => {
  const filters = parse(input);
  const [first, second] = [ask(filters), ask(filters)];
  expect(second?.plain.etag).toBe(first?.plain.etag);
  if (first) expect(second).not.toBe(first);
  expect('at' in input || first !== null).toBe(true);
});

test('another catalogue begins anew, with the same bytes', async () => {
  const filters = parse({ price: 'free' });
  const first = ask(filters);
  live.current = await load();
  const second = ask(filters);
  expect(second).not.toBe(first);
  expect(ask(filters)).toBe(second);
  tiles = new LearningTiles(new LearningMap(live), 0);
  expect(ask(filters)).not.toBe(ask(filters));
});

test('an unknown code is refused each time', () => {
  const filters = parse({ topic: 'no-such-topic' });
  for (let i = 0; i < 2; i++) expect(() => ask(filters)).toThrow();
});
