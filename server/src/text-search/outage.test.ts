import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStandIn, type Mood, type StandIn } from '../testing/meilisearch-stand-in.ts';
import { insertActivity } from '../testing/sample.ts';
import { expectReady, openWorld, SOON, type World } from '../testing/text-engines.ts';
import { builtIn } from './built-in.ts';
import type { TextSearch } from './port.ts';

const COUNT = 25;
const BACK = { timeout: 10_000, interval: 50 };

let world: World;
let standIn: StandIn;
let engine: TextSearch;

beforeAll(async () => {
  standIn = await startStandIn();
  world = await openWorld(async ({ pool }, { school, places }) => {
    for (let i = 0; i < COUNT; i++) {
      await insertActivity(pool, { title: `书法第${i}期`, institution: school, place: places[i % 2]! });
    }
  });
  engine = world.open({ url: standIn.url, key: standIn.key }, { requestMs: 300, taskMs: 1000 });
  await expectReady(engine);
});
afterAll(async () => {
  await engine.close();
  await world.close();
  await standIn.close();
});
afterEach(async () => {
  standIn.mood = 'well';
  await expectReady(engine);
});

const ask = (query: object = {}, text = engine) => world.ask(text, { q: '书法', limit: '10', ...query });
const searches = () => standIn.asked.filter((path) => path.endsWith('/search')).length;
const figure = (name: string) => Number(engine.figures()[name]);

async function readAll(): Promise<{ ids: number[]; degraded: string[] }> {
  const ids: number[] = [];
  const degraded = new Set<string>();
  let cursor: string | null = null;
  do {
    const answer = await ask(cursor === null ? {} : { cursor });
    ids.push(...answer.items.map(({ id }) => id));
    for (const part of answer.degraded) degraded.add(part);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return { ids, degraded: [...degraded] };
}

describe.each<Mood>(['hang', 'slow', 'fail', 'garbage', 'misshapen', 'cut'])(
  'a server (stand-in) that is ill: %s',
  (mood) => {
    test('the built-in order answers and says so, and the server is used again when it is well', async () => {
      const expected = await ask({}, builtIn);
      standIn.mood = mood;
      for (let i = 0; i < 4; i++) {
        const answer = await ask();
        expect(answer.items).toEqual(expected.items);
        expect(answer.total).toBe(expected.total);
        expect(answer.degraded).toEqual(['search']);
      }
      expect(engine.figures()['search']).toBe('built-in while meilisearch is ill');
      const asked = searches();
      const notAsked = figure('search_not_asked');
      for (let i = 0; i < 5; i++) await ask();
      // A probe may have come between, none of the questions did.
      expect(searches() - asked).toBeLessThan(5);
      expect(figure('search_not_asked') - notAsked).toBe(5);
      expect((await world.complete(engine, '书法第')).length).toBeGreaterThan(0);

      standIn.mood = 'well';
      await expect.poll(async () => (await ask()).degraded, BACK).toEqual([]);
    });
  },
);

test('a server (stand-in) that is killed and comes back', async () => {
  const first = await ask();
  await standIn.kill();
  const second = await ask({ cursor: first.nextCursor! });
  expect(second.degraded).toEqual(['search']);
  const third = await ask({ cursor: second.nextCursor! });
  const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
  expect(new Set(ids).size).toBe(COUNT);
  expect(third.nextCursor).toBe(null);
  await ask();
  await standIn.revive();
  await expect.poll(async () => (await ask()).degraded, BACK).toEqual([]);
});

test('rows that nobody asked about are dropped and counted', async () => {
  standIn.mood = 'foreign';
  const before = figure('search_foreign_hits');
  const { ids, degraded } = await readAll();
  expect([new Set(ids).size, ids.length, degraded]).toEqual([COUNT, COUNT, []]);
  expect(figure('search_foreign_hits') - before).toBeGreaterThanOrEqual(Math.floor(COUNT / 2));
  const titles = (await world.complete(engine, '书法')).map(({ text }) => text);
  expect(titles).not.toContain('外来');
});

test.each<Mood>(['lose-tasks', 'fail-tasks'])('a server (stand-in) that accepts and does not do: %s', async (mood) => {
  const failures = figure('search_index_failures');
  standIn.mood = mood;
  const { school, places } = world.sample;
  const id = await insertActivity(world.database.pool, {
    title: `失踪的${mood}`,
    institution: school,
    place: places[0],
  });
  const found = async (text: TextSearch) => (await world.ask(text, { q: '失踪' })).items.map((item) => item.id);
  // What fails first may have been written before: the map itself must have the activity by then.
  await expect.poll(() => found(builtIn), SOON).toContain(id);
  await expect.poll(() => figure('search_index_failures'), SOON).toBeGreaterThan(failures);
  expect(String(engine.figures()['search_index_last_failure'])).toMatch(/lost|no_space_left_on_device/);
  expect(await found(engine)).toContain(id);
  standIn.mood = 'well';
  const key = `${id}-${places[0]}`;
  await expect.poll(() => standIn.index('learning')?.documents.has(key), SOON).toBe(true);
  await world.database.pool.query('DELETE FROM activities WHERE id = $1', [id]);
  await expect.poll(() => standIn.index('learning')?.documents.has(key), SOON).toBe(false);
});

test('a wrong key is a failure like any other', async () => {
  const other = world.open({ url: standIn.url, key: 'wrong', index: 'other' });
  expect((await ask({}, other)).degraded).toEqual(['search']);
  // On a database server it is not its turn to write.
  await expect.poll(() => other.figures()['search_index'], SOON).toMatch(/failing|another process writes/);
  await other.close();
});
