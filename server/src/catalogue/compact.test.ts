import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../modules.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { insertActivity, insertSample, type Sample } from '../testing/sample.ts';
import { followChanges, type Follower } from './follow.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue } from './load.ts';

const MOST_CHANGED = 8;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = () => new Date('2026-11-23T10:00:00+08:00');

let database: TestDatabase;
let sample: Sample;
let live: LiveCatalogue;
let follower: Follower;

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  const sources = { database, features, places: placeFeatures, clock };
  live = { current: await loadCatalogue(sources) };
  await live.current.text;
  follower = followChanges({ ...sources, live, logger, compactAbove: MOST_CHANGED });
});
afterAll(async () => {
  await follower.stop();
  await database.close();
});

function answers() {
  const { index } = live.current;
  const page = index.page({ facets: {} }, { sort: 'soonest', limit: 10_000, scope: 'all', asOf: 0 });
  const found = index.page({ facets: {}, q: '临帖' }, { sort: 'relevance', limit: 10_000, scope: 'all', asOf: 0 });
  return {
    page,
    found: found.map(({ id }) => id).sort((a, b) => a - b),
    counts: index.facetCounts({ facets: {} }, 'all'),
  };
}

test('many changes are compacted by another thread while others go on, and nothing is lost', async () => {
  const catalogue = live.current;
  const ids: number[] = [];
  for (let i = 0; i < 40; i++) {
    const place = sample.places[i % 2]!;
    ids.push(await insertActivity(database.pool, { title: `临帖${i}`, institution: sample.school, place }));
  }
  for (const id of ids.slice(0, 10)) await database.pool.query('DELETE FROM activities WHERE id = $1', [id]);
  await follower.caughtUp();
  await expect.poll(() => catalogue.index.recentCount).toBeLessThanOrEqual(MOST_CHANGED);
  expect(live.current).toBe(catalogue);
  const edited = answers();
  expect(edited.found).toEqual(ids.slice(10));

  const sources = { database, features, places: placeFeatures, clock };
  const fresh = await loadCatalogue(sources);
  await fresh.text;
  live.current = fresh;
  expect(edited).toEqual(answers());
});
