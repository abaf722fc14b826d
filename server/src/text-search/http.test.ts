import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SearchAnswer } from '../modules/search/schema.ts';
import { MOODS, startStandIn, type StandIn } from '../testing/meilisearch-stand-in.ts';
import { startTestServer, type TestServer } from '../testing/running.ts';

const WORDS = ['书法', 'shufa', 'sf', '太极', '西湖区', '社区', 'english', '"', 'key IN [1]'];
const BACK = { timeout: 10_000, interval: 50 };

let standIn: StandIn;
let server: TestServer;
const path = (q: string) => `/api/search?q=${encodeURIComponent(q)}&limit=5`;
const readyz = async () => (await fetch(`${server.url}/readyz`)).text();
const search = async (q: string) => SearchAnswer.parse(await (await fetch(server.url + path(q))).json());

beforeAll(async () => {
  standIn = await startStandIn();
  const settings = { MEILI_URL: standIn.url, MEILI_MASTER_KEY: standIn.key };
  server = await startTestServer({ scale: 0.01, settings });
  await vi.waitFor(
    async () => expect(await readyz()).toMatch(/\nsearch meilisearch\n[^]*\nsearch_index following/),
    BACK,
  );
});
afterAll(async () => {
  await server.close();
  await standIn.close();
});

test('the demo data is on the server (stand-in), and its order is the answer', async () => {
  const { total, items, degraded } = await search('书法');
  expect(total).toBeGreaterThan(5);
  expect([items.length, degraded]).toEqual([5, []]);
  const { items: plain } = SearchAnswer.parse(
    await (await fetch(`${server.url}/api/search?q=${encodeURIComponent('书法')}&sort=soonest&limit=5`)).json(),
  );
  expect(plain).toHaveLength(5);
  expect(await readyz()).toMatch(/\nsearch_foreign_hits 0\n/);
});

test('whatever the server (stand-in) does under load, every answer is a 200 with the same totals', async () => {
  const totals = new Map<string, number>();
  for (const q of WORDS) totals.set(q, (await search(q)).total);
  const askAll = async () => {
    const asked = Array.from({ length: 4 }, () => WORDS).flat();
    const answers = await Promise.all(asked.map((q) => fetch(server.url + path(q))));
    for (const [at, answer] of answers.entries()) {
      expect(answer.status).toBe(200);
      expect(SearchAnswer.parse(await answer.json()).total).toBe(totals.get(asked[at]!));
    }
    expect((await fetch(`${server.url}/api/suggest?q=${encodeURIComponent('书')}`)).status).toBe(200);
    expect((await fetch(`${server.url}/find?q=${encodeURIComponent('书法')}`)).status).toBe(200);
  };
  for (const mood of MOODS) {
    standIn.mood = mood;
    await askAll();
  }
  standIn.mood = 'well';
  await standIn.kill();
  await askAll();
  expect((await search('书法')).degraded).toEqual(['search']);
  expect(await readyz()).toMatch(/^ready\nsearch built-in while meilisearch is ill\n/);
  await standIn.revive();
  await expect.poll(async () => (await search('书法')).degraded, BACK).toEqual([]);
});
