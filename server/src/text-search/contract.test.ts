import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertActivity } from '../testing/sample.ts';
import { expectReady, openServer, openWorld, serverName, SOON, type World } from '../testing/text-engines.ts';
import { builtIn } from './built-in.ts';
import type { TextSearch } from './port.ts';

const COUNT = 30;
/** Nothing of it may be read as syntax of any engine. */
const ODD = [
  ...[
    '" OR key EXISTS',
    'key IN ["1-0"]',
    "'; DROP TABLE activities; --",
    '.*',
    '(书',
    '[[[',
    '-书法',
    '书法*',
    '"书法',
  ],
  ...[
    '😀🎨',
    '\u0000\u0007书',
    '\u202e法书',
    '书'.repeat(200),
    '_geoRadius(1,2,3)',
    '%_',
    '\\',
    '{"$ne":null}',
    '  ',
    '\ufeff',
  ],
  Array.from({ length: 66 }, () => '书').join(' '),
];
const words = ['书法', '书法 西湖', 'shufa', 'sf', '入门', '社区学校', 'calligraphy', '毛笔字', '书法 不存在的词'];

let world: World;
let server: Awaited<ReturnType<typeof openServer>>;
let engines: Record<string, TextSearch> = {};

beforeAll(async () => {
  server = await openServer();
  world = await openWorld(async ({ pool }, { school, places }) => {
    for (let i = 0; i < COUNT; i++) {
      const title = i % 3 === 0 ? `书法入门第${i}期` : i % 3 === 1 ? `国画提高第${i}期` : `硬笔书法第${i}期`;
      await insertActivity(pool, {
        title,
        institution: school,
        place: [null, ...places][i % 3]!,
        price: i % 2 ? 0 : 60,
      });
    }
  });
  const served = world.open(server.address);
  engines = { 'the built-in index': builtIn, [serverName]: served };
  await expectReady(served);
});
afterAll(async () => {
  await Promise.all(Object.values(engines).map((engine) => engine.close()));
  await world.close();
  await server.close();
});

async function readAll(text: TextSearch, query: object, turns: TextSearch[] = [text]): Promise<string[]> {
  const rows: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; ; page++) {
    const asked: object = cursor === null ? query : { ...query, cursor };
    const answer = await world.ask(turns[page % turns.length]!, asked);
    rows.push(...answer.items.map(({ id, place }) => `${id}@${place?.id ?? 0}`));
    cursor = answer.nextCursor;
    if (cursor === null) return rows;
  }
}

describe.each(['the built-in index', serverName])('text search by %s', (name) => {
  const engine = () => engines[name]!;

  test.each(words)('all pages of %s hold each match once', async (q) => {
    const expected = (await readAll(builtIn, { q, limit: '100' })).toSorted();
    const { total } = await world.ask(engine(), { q });
    expect(expected.length).toBe(total);
    for (const limit of q === words[0] ? ['1', '7', '100'] : ['7']) {
      expect((await readAll(engine(), { q, limit })).toSorted()).toEqual(expected);
    }
  });

  test('filters, places and scopes keep what they keep, in pages too', async () => {
    const near = '120.13,30.26,500';
    const box = '120.1,30.25,120.15,30.27';
    const asked = [
      { price: 'free' },
      { near },
      { division: '330106' },
      { bbox: box, scope: 'elsewhere' },
      { bbox: box, scope: 'view', origin: '120.17,30.24' },
      { scope: 'unlocated' },
    ];
    for (const filters of asked) {
      const query = { q: '书法', limit: '4', ...filters };
      const expected = (await readAll(builtIn, query)).toSorted();
      expect(expected.length).toBeGreaterThan(4);
      expect((await readAll(engine(), query)).toSorted()).toEqual(expected);
    }
  });

  test('well, it is not degraded', async () => {
    expect((await world.ask(engine(), { q: '书法' })).degraded).toEqual([]);
    expect((await world.ask(engine(), {})).degraded).toEqual([]);
  });

  test('an order that is not one of words is that of the index', async () => {
    for (const query of [{ q: '书法', sort: 'soonest' }, { q: '书法', sort: 'distance', origin: '120.17,30.24' }, {}]) {
      expect(await readAll(engine(), { ...query, limit: '9' })).toEqual(
        await readAll(builtIn, { ...query, limit: '9' }),
      );
    }
  });

  test('a title that says it comes before a topic that says it', async () => {
    const { items } = await world.ask(engine(), { q: '书法', limit: '100' });
    const says = items.map(({ title }) => title.includes('书法'));
    expect(says.indexOf(false)).toBeGreaterThan(says.lastIndexOf(true));
    expect(says).toContain(false);
  });

  test.each(ODD)('%j is a text like any other', async (q) => {
    const asked = await world.ask(engine(), { q }).catch((cause: unknown) => String(cause));
    const expected = await world.ask(builtIn, { q }).catch((cause: unknown) => String(cause));
    if (typeof expected === 'string' || typeof asked === 'string') return expect(asked).toEqual(expected);
    expect([asked.total, asked.dropped, asked.degraded]).toEqual([expected.total, expected.dropped, []]);
    expect(new Set(asked.items.map(({ id }) => id)).size).toBe(asked.items.length);
  });

  test('titles complete what is typed, each with what it finds', async () => {
    const found = (await world.complete(engine(), '书法入')).filter(({ source }) => source === 'title');
    expect(found.length).toBeGreaterThan(0);
    for (const { text, count } of found) {
      expect(text).toContain('书法入');
      expect((await world.ask(builtIn, { q: text })).total).toBe(count);
    }
  });

  test('what is added, renamed and taken out shows', async () => {
    const { pool } = world.database;
    const { school, places } = world.sample;
    const first = async (q: string) => (await world.ask(engine(), { q })).items[0]?.title;
    const id = await insertActivity(pool, { title: '兰亭序临摹', institution: school, place: places[0] });
    await expect.poll(() => first('兰亭'), SOON).toBe('兰亭序临摹');
    await pool.query(`UPDATE activities SET title = '敦煌飞天' WHERE id = $1`, [id]);
    await expect.poll(() => first('敦煌'), SOON).toBe('敦煌飞天');
    await pool.query('DELETE FROM activities WHERE id = $1', [id]);
    await expect.poll(async () => (await world.ask(engine(), { q: '敦煌' })).total, SOON).toBe(0);
  });

  test('what is taken out while the engine works is missing, and nothing fails', async () => {
    const { pool } = world.database;
    const id = await insertActivity(pool, { title: '兰亭雅集', institution: world.sample.school, place: null });
    await expect.poll(async () => (await world.ask(engine(), { q: '兰亭' })).total, SOON).toBe(1);
    const slow: TextSearch = {
      ...engine(),
      async page(...asked) {
        const page = await engine().page(...asked);
        await pool.query('DELETE FROM activities WHERE id = $1', [id]);
        await world.follower.caughtUp();
        return page;
      },
    };
    const answer = await world.ask(slow, { q: '兰亭' });
    expect([answer.total, answer.items]).toEqual([1, []]);
    expect(answer.version).not.toBe((await world.ask(engine(), { q: '兰亭' })).version);
  });

  test('pages that the engines take in turns hold each match once', async () => {
    const expected = (await readAll(builtIn, { q: '书法', limit: '100' })).toSorted();
    for (const turns of [
      [engine(), builtIn],
      [builtIn, engine()],
    ]) {
      expect((await readAll(engine(), { q: '书法', limit: '4' }, turns)).toSorted()).toEqual(expected);
    }
  });
});
