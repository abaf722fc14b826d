import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { ask } from '../../testing/wire.ts';
import type { SearchAnswer } from './schema.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => new Date('2026-11-27T15:20:00+08:00') });
});
afterAll(() => server.close());

async function search(words: Record<string, string>): Promise<SearchAnswer> {
  const { status, body } = await ask(server.url, `/api/search?${new URLSearchParams(words)}`);
  expect(status).toBe(200);
  return JSON.parse(body.toString()) as SearchAnswer;
}

test('of a word people know that nothing has nothing is found, and what is near is counted apart', async () => {
  for (const q of ['法语', '德语', '击剑', '架子鼓', '轮滑', '跆拳道', '普拉提', '擊劍', 'drums'])
    expect(await search({ q }), q).toMatchObject({ total: 0, items: [], via: 'none', dropped: [] });
  const { absent, guesses } = await search({ q: '架子鼓' });
  expect(absent).toEqual(['架子鼓']);
  expect(guesses[0]).toMatchObject({ text: '器乐', filter: { name: 'topic', value: 'instruments' } });
  for (const { text, filter, count } of guesses) {
    expect(count).toBeGreaterThan(0);
    expect((await search(filter === null ? { q: text } : { [filter.name]: filter.value })).total, text).toBe(count);
  }
  const inHangzhou = await search({ q: '架子鼓', division: '330100' });
  expect(inHangzhou.guesses[0]!.count).toBe((await search({ topic: 'instruments', division: '330100' })).total);
});

test('what is found, or only filtered away, is no such word', async () => {
  for (const q of ['书法', '书发']) expect(await search({ q }), q).toMatchObject({ absent: [], guesses: [] });
  expect(await search({ q: '书法', from: '2020-01-01', to: '2020-01-02' })).toMatchObject({ total: 0, absent: [] });
});

test('the page without scripts says so, with links to what is near', async () => {
  for (const [path, says] of [
    ['/find', '没有“架子鼓”'],
    ['/en/find', 'Nothing for “架子鼓”'],
  ] as const) {
    const page = (await ask(server.url, `${path}?q=${encodeURIComponent('架子鼓')}`)).body.toString();
    expect(page).toContain(says);
    expect(page).toContain(`href="${path}?topic=instruments`);
  }
});

test('an institution stands first under its name without the ends of divisions', async () => {
  const { items } = await search({ kind: 'institution', q: '社区学院', limit: '5' });
  for (const { title } of items.filter((item) => /^..[市区县]社区学院$/.test(item.title))) {
    const short = title.replace(/^(..)[市区县]/, '$1');
    const answer = await search({ q: short });
    expect([answer.via, answer.items[0]!.title]).toEqual(['short', title]);
  }
});
