import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Problem } from '../../contract/errors.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { ask } from '../../testing/wire.ts';
import type { SearchAnswer } from '../search/schema.ts';
import type { Understanding } from './schema.ts';

/** A Friday. */
const NOW = new Date('2026-11-27T15:20:00+08:00');
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => NOW });
});
afterAll(() => server.close());

const toQuery = (words: Record<string, string>) => new URLSearchParams(words).toString();
async function understand(q: string, more: Record<string, string> = {}): Promise<Understanding> {
  const response = await fetch(`${server.url}/api/understand?${toQuery({ q, ...more })}`);
  expect(response.status, q).toBe(200);
  return endpoints.understand.response.parse(await response.json());
}
async function search(words: Record<string, string>): Promise<SearchAnswer> {
  const response = await fetch(`${server.url}/api/search?${toQuery({ ...words, limit: '1' })}`);
  expect(response.status, toQuery(words)).toBe(200);
  return (await response.json()) as SearchAnswer;
}

test('words are filters of the search, with labels in the language asked for', async () => {
  const chinese = await understand('西湖区太极 免费');
  expect(chinese).toMatchObject({
    q: '',
    filters: { division: '330106', topic: 'tai-chi-qigong', price: 'free' },
    near: false,
    dropped: [],
  });
  expect(chinese.parts.map(({ text, label }) => [text, label])).toEqual([
    ['西湖区', '杭州市西湖区'],
    ['太极', '太极八段锦'],
    ['免费', '免费'],
  ]);
  const english = await understand('free evening near me 下周三', { lang: 'en' });
  expect(english.parts.map(({ name, label }) => [name, label])).toEqual([
    ['price', 'Free'],
    ['part', 'Evening'],
    ['near', 'Near where you are'],
    ['from', expect.stringMatching(/2 Dec|Dec 2|December/)],
    ['to', expect.any(String)],
  ]);
  expect(english.near).toBe(true);
});

test('a name of the catalogue stays whole, a lone topic a word', async () => {
  const { items } = await search({ kind: 'institution' });
  for (const q of [items[0]!.title, items[0]!.title.slice(0, -1), '书法', 'Calligraphy'])
    expect(await understand(q)).toMatchObject({ q, filters: {}, parts: [] });
});

test('of places of one name the chosen area decides, and the others are named', async () => {
  const all = await understand('龙山镇');
  const [part] = all.parts;
  expect(part!.others.length).toBeGreaterThan(0);
  for (const { value, label } of part!.others) {
    expect(label).toContain('龙山镇');
    expect((await understand('龙山镇', { division: value.slice(0, 6) })).filters).toEqual({ division: value });
  }
});

const PIECES = [
  ...[
    '书法',
    '太极',
    '西湖区',
    '杭州',
    '周末',
    '免费',
    '今晚',
    '老年人',
    '线上',
    '附近',
    '下周',
    '瑜伽',
    'shufa',
    'sf',
    '书发',
    '社',
  ],
  ...[
    'free',
    'evening',
    'English',
    'Hangzhou',
    '  ',
    '，',
    '（',
    '的课',
    '有没有',
    '讲座',
    '无障碍',
    '50元以内',
    '西湖',
    '古荡',
  ],
];
const said = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join(''))
  .filter((text) => text.trim() !== '');

test('what is understood is a search, never of more than its filters alone, and what stays means nothing more', async () => {
  await fc.assert(
    fc.asyncProperty(said, async (text) => {
      const { q, filters } = await understand(text);
      const words = { ...(filters as Record<string, string>), ...(q !== '' && { q }) };
      const { total } = await search(words);
      if (q === '') return;
      expect(total, text).toBeLessThanOrEqual((await search(filters)).total);
      expect(await understand(q)).toMatchObject({ q, filters: {}, parts: [] });
    }),
  );
});

test('the form without scripts reads the same, in one address, and tells it in both languages', async () => {
  for (const [path, sentence] of [
    ['/find', '「周末」按时间、「免费」按费用理解'],
    ['/en/find', 'Read “周末” as time, “免费” as price'],
  ] as const) {
    const sent = await ask(server.url, `${path}?${toQuery({ q: '周末免费 瑜伽', read: '1', kind: 'activity' })}`);
    expect(sent.status).toBe(302);
    const { location } = sent.headers;
    const words = Object.fromEntries(new URL(location!, server.url).searchParams);
    expect(words).toEqual({ q: '瑜伽', kind: 'activity', when: 'weekend', price: 'free', said: '周末免费 瑜伽' });
    const page = await ask(server.url, location!);
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain(sentence);
    const literal = await ask(server.url, `${path}?q=${encodeURIComponent('周末免费 瑜伽')}&kind=activity`);
    expect(literal.status).toBe(200);
    expect(literal.body.toString()).not.toContain('id="reading"');
  }
  // Words that were taken literally stay so when another field changes.
  const kept = await ask(server.url, `/find?${toQuery({ q: '周末 瑜伽', read: 'q:周末 瑜伽', kind: 'course' })}`);
  expect(Object.fromEntries(new URL(kept.headers.location!, server.url).searchParams)).toEqual({
    q: '周末 瑜伽',
    kind: 'course',
  });
  const near = await ask(server.url, `/find?${toQuery({ q: '附近 太极拳 免费', read: '1' })}`);
  expect((await ask(server.url, near.headers.location!)).body.toString()).toContain('「附近」要有一个起点');
});

const DOORS = ['/api/search', '/api/suggest', '/api/understand', '/find', '/en/find'];
/** `read` is what the form sends along. */
const knock = (door: string, text: string, lang: string) => {
  const words: Record<string, string> = door.endsWith('find') ? { q: text, read: '1' } : { q: text, lang };
  return ask(server.url, `${door}?${toQuery(words)}`, {});
};

test.each(DOORS)('%s says in the language asked for that a text is too long', async (door) => {
  for (const text of ['书'.repeat(500), 'a '.repeat(500), 'x'.repeat(2_000), '😀'.repeat(300)]) {
    for (const lang of ['zh-CN', 'en']) {
      const first = await knock(door, text, lang);
      const { status, body } = first.status === 302 ? await ask(server.url, first.headers.location!) : first;
      expect(status).toBe(400);
      const english = door.endsWith('find') ? door.startsWith('/en') : lang === 'en';
      const message = door.endsWith('find')
        ? body.toString()
        : ((JSON.parse(body.toString()) as Problem).errors?.map((error) => error.message).join() ?? '');
      expect(message).toMatch(english ? /takes at most \d+ characters/ : /最多 \d+ 个字/);
    }
  }
});

const NASTY = [
  ...[
    '(.*)+$',
    '[a-z]{1,9999}',
    '\\',
    '^',
    '%',
    '_',
    "'; DROP TABLE places;--",
    '" OR ""="',
    'price = free',
    "price = 'free' AND 1=1",
  ],
  ...[
    '_geoRadius(30,120,1)',
    '{"$ne":1}',
    '${7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    '\u202e法书',
    '\u200b',
    '\u0301',
    'שלום',
    'مرحبا',
    '😀',
    '👨‍👩‍👧',
    '\ufeff',
    'NOT',
    'AND OR',
    'topic:calligraphy',
    'q=1&price=free',
    '*:*',
    '-书法',
    '+书法',
    '"书法"',
  ],
];
const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...NASTY, ...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(' ')),
);

test('nothing typed is a server error or a filter it does not name', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, fc.constantFrom(...DOORS), fc.constantFrom('zh-CN', 'en'), async (text, door, lang) => {
      const { status, body } = await knock(door, text, lang);
      expect([200, 302, 400], `${door} ${text}`).toContain(status);
      if (status === 400 && !door.endsWith('find'))
        expect((JSON.parse(body.toString()) as Problem).errors?.length, text).toBeGreaterThan(0);
    }),
  );
});

test.each(NASTY.filter((text) => !/书法|free|calligraphy/.test(text)))('%s is no syntax', async (text) => {
  const response = await fetch(`${server.url}/api/understand?${toQuery({ q: text })}`);
  if (response.status === 400) return;
  expect(await response.json()).toMatchObject({ filters: {}, near: false });
});
