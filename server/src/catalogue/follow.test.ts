import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { features } from '../modules.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { insertActivity, insertInstitution, insertPlace, insertSample, type Sample } from '../testing/sample.ts';
import { followChanges, type Follower } from './follow.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue } from './load.ts';
import { toWallMinutes } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

const WRITERS = 8;
// The promise is a second; a busy machine gets more, and a hang still fails.
const SOON_MS = 10_000;
const FEWEST_WRITTEN = 150;
const MORNING = new Date('2026-11-23T10:00:00+08:00');
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let sample: Sample;
let live: LiveCatalogue;
let follower: Follower;
let now = MORNING;

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  await open();
});
afterAll(async () => {
  await follower.stop();
  await database.close();
});
beforeEach(() => follower.caughtUp());

async function open(): Promise<void> {
  const sources = { database, features, places: placeFeatures, clock: () => now };
  live = { current: await loadCatalogue(sources) };
  await live.current.text;
  follower = followChanges({ ...sources, live, logger });
}

const total = (facets: Record<string, [number, number][]> = {}, q?: string) =>
  live.current.index.totals({ facets, ...(q !== undefined && { q }) }).total;
const below = (id: number) => ({
  institution: live.current.institutions.rangesOf(id).map(([a, b]): [number, number] => [a, b]),
});

/** Within a second, without anybody calling. */
const soon = (value: () => unknown) => expect.poll(value, { timeout: SOON_MS, interval: 10 });

function hits(): string[] {
  const page = live.current.index.page({ facets: {} }, { sort: 'soonest', limit: 100_000, scope: 'all', asOf: 0 });
  return page.map(({ id, place }) => `${id}@${place}`).sort();
}

async function publicRows(): Promise<string[]> {
  const { rows } = await database.pool.query<{ row: string }>(
    `SELECT id || '@' || coalesce(place_id, 0) AS row FROM public_activities
     UNION ALL SELECT id || '@' || coalesce(place_id, 0) FROM public_institutions
     UNION ALL SELECT id || '@0' FROM public_resources`,
  );
  return rows.map(({ row }) => row).sort();
}

test('what SQL adds, changes, moves and takes away shows within a second', async () => {
  const before = total();
  const id = await insertActivity(database.pool, {
    title: '兰亭临帖',
    institution: sample.school,
    place: sample.places[0],
  });
  await soon(() => total()).toBe(before + 1);
  expect(total({}, '兰亭')).toBe(1);
  expect(total({}, 'lanting')).toBe(1);

  await database.pool.query(`UPDATE activities SET title = '敦煌舞', topics = '{dance}' WHERE id = $1`, [id]);
  await soon(() => total({}, '敦煌')).toBe(1);
  expect(total({}, '兰亭')).toBe(0);

  const inShangcheng = {
    division: [live.current.facets.division.rangeOf(live.current.facets.division.find('330102')!)],
  };
  const there = live.current.index.totals({ facets: inShangcheng }).total;
  await database.pool.query('UPDATE activities SET place_id = $2 WHERE id = $1', [id, sample.places[1]]);
  await soon(() => live.current.index.totals({ facets: inShangcheng }).total).toBe(there + 1);

  await database.pool.query('DELETE FROM activities WHERE id = $1', [id]);
  await soon(() => total()).toBe(before);
});

test('a session that is cancelled or moved changes the slots', async () => {
  const dates = ['2026-12-05', '2026-12-06'];
  const id = await insertActivity(database.pool, { title: '晨练', institution: sample.school, place: null, dates });
  const inSlot = (time: string) => {
    const slot = dayOf(toWallMinutes(new Date(time))) * 3;
    return live.current.index.totals({ facets: {}, q: '晨练', slots: [[slot, slot + 3]] }).total;
  };
  await soon(() => inSlot('2026-12-06T12:00:00+08:00')).toBe(1);
  await database.pool.query(
    `INSERT INTO activity_sessions (activity_id, session_date, status, starts_at, ends_at) VALUES
     ($1, '2026-12-05', 'cancelled', NULL, NULL), ($1, '2026-12-06', 'rescheduled', '2026-12-09 09:00+08', '2026-12-09 10:00+08')`,
    [id],
  );
  await soon(() => inSlot('2026-12-09T12:00:00+08:00')).toBe(1);
  expect(inSlot('2026-12-05T12:00:00+08:00')).toBe(0);
  expect(inSlot('2026-12-06T12:00:00+08:00')).toBe(0);
});

test('what hangs on an institution comes and goes with it', async () => {
  const before = total();
  const own = total(below(sample.institution));
  const school = await insertInstitution(database.pool, '琴台');
  await database.pool.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, [
    school,
    sample.school,
  ]);
  await insertActivity(database.pool, { title: '问渠', institution: school, place: sample.places[0] });
  await soon(() => total()).toBe(before + 2);
  await soon(() => total(below(school))).toBe(2);
  await soon(() => total(below(sample.institution))).toBe(own + 2);
  await soon(() => total({}, '琴台')).toBe(2);

  await database.pool.query(`UPDATE institutions SET state = 'withdrawn' WHERE id = $1`, [school]);
  await soon(() => total()).toBe(before);
  await soon(() => total(below(sample.institution))).toBe(own);
  await database.pool.query(`UPDATE institutions SET state = 'published', name = '鼓楼' WHERE id = $1`, [school]);
  await soon(() => total({}, '鼓楼')).toBe(2);
  await soon(() => total(below(sample.institution))).toBe(own + 2);
});

test('an institution that moves in the tree is found below its new parent', async () => {
  const other = await insertInstitution(database.pool, '宁波学院');
  await soon(() => total(below(other))).toBe(1);
  const own = total(below(sample.school));
  await database.pool.query(`UPDATE institution_parents SET parent_id = $2 WHERE institution_id = $1`, [
    sample.school,
    other,
  ]);
  await expect.poll(() => total(below(other))).toBe(1 + own);
  expect(total(below(sample.institution))).toBe(1);
});

test('a place that moves takes everything along', async () => {
  const place = await insertPlace(database.pool, '流动书屋', '330106', 120.1, 30.2);
  await insertActivity(database.pool, { title: '流动', institution: sample.school, place });
  const at = (lng: number, lat: number) =>
    live.current.index.totals({ facets: {}, near: { lng, lat, metres: 10 } }).total;
  await soon(() => at(120.1, 30.2)).toBe(1);
  await database.pool.query(`UPDATE places SET geom = ST_SetSRID(ST_MakePoint(121, 29), 4326) WHERE id = $1`, [place]);
  await soon(() => at(121, 29)).toBe(1);
  expect(at(120.1, 30.2)).toBe(0);
  await database.pool.query(`UPDATE places SET state = 'draft' WHERE id = $1`, [place]);
  await soon(() => at(121, 29)).toBe(0);
  expect(hits()).toEqual(await publicRows());
});

test('a new vocabulary or an emptied table loads everything again', async () => {
  const before = live.current;
  await database.pool.query(
    `INSERT INTO terms (vocabulary, code, zh, en, position) VALUES ('topic', 'tea', '茶艺', 'Tea', 9)`,
  );
  await insertActivity(database.pool, { title: '龙井', institution: sample.school, place: null, topics: ['tea'] });
  await follower.caughtUp();
  expect(live.current).not.toBe(before);
  const tea = live.current.facets.topic.find('tea')!;
  await soon(() => total({ topic: [[tea, tea + 1]] })).toBe(1);
  expect(hits()).toEqual(await publicRows());
});

test('at midnight the tree becomes that of the new day', async () => {
  const branch = await insertInstitution(database.pool, '午夜分校');
  await database.pool.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2026-11-24,)')`, [
    branch,
    sample.institution,
  ]);
  await soon(() => total(below(branch))).toBe(1);
  const today = total(below(sample.institution));
  now = new Date('2026-11-24T00:00:00+08:00');
  await expect.poll(() => total(below(sample.institution))).toBe(today + 1);
  now = MORNING;
  await follower.caughtUp();
});

test('at midnight an institution is called what it is called on the new day', async () => {
  const school = await insertInstitution(database.pool, '子夜学堂');
  await database.pool.query(
    `INSERT INTO institution_names VALUES ($1, '子夜学堂', '(,2026-11-24)'), ($1, '黎明学堂', '[2026-11-24,)')`,
    [school],
  );
  const name = () => live.current.institutions.get(school)?.name;
  await soon(name).toBe('子夜学堂');
  now = new Date('2026-11-24T00:00:00+08:00');
  await expect.poll(name).toBe('黎明学堂');
  now = MORNING;
  await follower.caughtUp();
});

test('no change of several writers at once is lost', async () => {
  const until = performance.now() + 2500;
  const ids: number[] = [];
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    // Seeded: each writer repeats its own choices.
    let state = writer + 1;
    const dice = (sides: number) => (state = (state * 48_271) % 2_147_483_647) % sides;
    // A busy machine writes little in the time.
    while (performance.now() < until || ids.length < FEWEST_WRITTEN) {
      const client = await database.pool.connect();
      try {
        await client.query('BEGIN');
        for (let i = dice(4); i >= 0; i--) await writeOnce(client, writer, dice, ids);
        if (database.kind === 'server') await wait(dice(30));
        await client.query(dice(10) === 0 ? 'ROLLBACK' : 'COMMIT');
      } catch (cause) {
        await client.query('ROLLBACK');
        // Two writers that wait for each other: one of them starts anew.
        if ((cause as { code?: string }).code !== '40P01') throw cause;
      } finally {
        client.release();
      }
    }
  });
  await Promise.all(writers);
  await follower.caughtUp();
  const expected = await publicRows();
  expect(expected.length).toBeGreaterThan(FEWEST_WRITTEN / 3);
  expect(hits()).toEqual(expected);
  const { rows } = await database.pool.query<{ price: number; count: number }>(
    `SELECT price_min::int AS price, count(*) FROM public_activities WHERE price_min IS NOT NULL GROUP BY 1`,
  );
  for (const { price, count } of rows) {
    const index = [0, 50, 200, 800, 10_000].findIndex((most) => price <= most);
    expect([price, total({ price: [[index, index + 1]] })]).toEqual([price, count]);
  }
});

type Client = Parameters<typeof insertActivity>[0];

const PRICES = [0, 20, 100, 500, 900];

async function writeOnce(
  client: Client,
  writer: number,
  dice: (sides: number) => number,
  ids: number[],
): Promise<void> {
  const place = [null, ...sample.places][dice(3)]!;
  const price = PRICES[dice(PRICES.length)]!;
  const id = ids[dice(Math.max(1, ids.length))];
  const what = dice(10);
  if (id === undefined || what < 4) {
    ids.push(await insertActivity(client, { title: `第${writer}位`, institution: sample.school, place, price }));
  } else if (what < 9) {
    await client.query('UPDATE activities SET price_min = $2, price_max = $2, place_id = $3 WHERE id = $1', [
      id,
      price,
      place,
    ]);
  } else await client.query('DELETE FROM activities WHERE id = $1', [id]);
}
