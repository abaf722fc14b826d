import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Database } from '../../db/index.ts';
import { features, things } from '../../modules.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { placeFeatures } from '../places/features.ts';
import { search as endpoint, SearchAnswer } from './schema.ts';
import { search } from './service.ts';

const NOW = new Date('2026-11-27T15:20:00+08:00');

let database: Database;
let live: LiveCatalogue;

beforeAll(async () => {
  database = await openSeededDatabase(0.02, '2026-11-20');
  await database.pool.query(`UPDATE activities SET confirmed_on = '2026-11-26' WHERE id % 2 = 0`);
  await database.pool.query(`UPDATE activities SET confirmed_on = NULL WHERE id % 2 = 1`);
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  await live.current.text;
}, 600_000);
afterAll(() => database.close());

const ask = async (input: object): Promise<SearchAnswer> =>
  SearchAnswer.parse(await search({ database, live, things }, endpoint.query.parse(input), NOW));

test('explain says of each item why it ranks where it does', async () => {
  const { items, sort } = await ask({ q: 'shufa', explain: '1', origin: '120.15,30.28', limit: '20' });
  expect(sort).toBe('relevance');
  expect(items.length).toBeGreaterThan(1);
  const relevances = items.map(({ why }) => why!.relevance);
  expect(relevances).toEqual([...relevances].sort((a, b) => b - a));
  for (const { why, place, kind, confirmedOn } of items) {
    const { shares, text, relevance } = why!;
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(relevance, 9);
    expect(text.words.map(({ word, via }) => [word, via])).toEqual([['shufa', 'pinyin']]);
    expect(shares.distance > 0).toBe(place !== null);
    expect(shares.freshness > 0).toBe(confirmedOn !== null);
    if (kind === 'institution') expect(shares.soonest).toBe(0);
  }
});

test('pages by relevance, followed by their cursors, hold everything once', async () => {
  const asked = { q: '书法', origin: '120.15,30.28', limit: '7' };
  const { total } = await ask({ ...asked, explain: '1' });
  const keys: string[] = [];
  for (let cursor: string | null = '', page; cursor !== null; cursor = page.nextCursor) {
    // A cursor is good with an explanation and without.
    page = await ask({ ...asked, ...(cursor && { cursor }), ...(keys.length % 2 === 0 && { explain: '1' }) });
    keys.push(...page.items.map(({ id, place }) => `${id}/${place?.id ?? 0}`));
  }
  expect(keys).toHaveLength(total);
  expect(new Set(keys).size).toBe(total);
});

test('nothing is explained unasked or without words', async () => {
  for (const input of [{ q: '书法' }, { explain: '1' }]) {
    const { items } = await ask(input);
    expect(items.every(({ why }) => why === null)).toBe(true);
  }
  expect(endpoint.query.safeParse({ explain: 'yes' }).success).toBe(false);
});
