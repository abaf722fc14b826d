import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/index.ts';
import { features } from '../modules.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { readJudgedQueries } from '../testing/judged.ts';
import { openSeededDatabase } from '../testing/seeded.ts';
import type { Catalogue } from './catalogue.ts';
import { followChanges, type Follower } from './follow.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue } from './load.ts';

const NOW = new Date('2026-11-23T10:00:00+08:00');
const FIRST_PAGE = { sort: 'relevance', limit: 20, scope: 'all', asOf: 0 } as const;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const queries = readJudgedQueries();

let database: Database;
let live: LiveCatalogue;
let follower: Follower;

const load = async (): Promise<Catalogue> => {
  const catalogue = await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW });
  await catalogue.text;
  return catalogue;
};

beforeAll(async () => {
  database = await openSeededDatabase(0.01, '2026-11-23');
  live = { current: await load() };
  follower = followChanges({ database, features, places: placeFeatures, clock: () => NOW, live, logger });
});
afterAll(async () => {
  await follower.stop();
  await database.close();
});

/** What each judged query finds: how many, by which reading, which first, and what is suggested for it. */
function answersOf({ index }: Catalogue): object[] {
  return queries.map((q) => {
    const filter = { facets: {}, q };
    return {
      q,
      ...index.findText(filter),
      totals: index.totals(filter),
      page: index.page(filter, FIRST_PAGE).map(({ id, place, key }) => [id, place, key]),
      suggested: index.suggest(q, 5),
    };
  });
}

async function change(statement: string): Promise<void> {
  const { version } = live.current.index;
  await database.maintain((client) => client.query(statement));
  await follower.caughtUp();
  expect(live.current.index.version).toBeGreaterThan(version);
}

test('a row that stays as it was changes the answer to no judged query', async () => {
  expect(queries.length).toBeGreaterThan(400);
  const before = answersOf(live.current);
  await change('UPDATE activities SET updated_at = now() WHERE id = (SELECT min(id) FROM activities)');
  const after = answersOf(live.current);
  expect(after).toEqual(before);
  expect(answersOf(await load())).toEqual(after);
});

test('after rows changed, moved and went, every judged query is answered as by a catalogue loaded anew', async () => {
  await change(`UPDATE activities SET title = '越剧 ' || title WHERE id % 7 = 0`);
  await change(
    `UPDATE activities SET place_id = (SELECT min(id) FROM places) WHERE id % 11 = 0 AND place_id IS NOT NULL`,
  );
  await change(`UPDATE activities SET state = 'withdrawn' WHERE id % 13 = 0`);
  await change(`UPDATE institutions SET name = name || '（新址）' WHERE id % 5 = 0`);
  expect(answersOf(live.current)).toEqual(answersOf(await load()));
});
