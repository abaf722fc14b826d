import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/running.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => new Date('2026-11-23T10:00:00+08:00') });
});
afterAll(() => server.close());

interface Items {
  numberMatched: number;
  numberReturned: number;
  links: { rel: string; href: string }[];
  features: { id: string; properties: Record<string, unknown> }[];
}
const get = async <T = Items>(path: string, accept = 'application/json') => {
  const response = await fetch(path.startsWith('http') ? path : `${server.url}${path}`, { headers: { accept } });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as T };
};
const search = async (query: string) =>
  (await get<{ total: number; inView: number }>(`/api/search?limit=1&${query}`)).body;

test.each([
  ['activities', 'kind=activity', ''],
  ['institutions', 'kind=institution', ''],
  ['activities', 'kind=activity&price=free&from=2026-12-01&to=2026-12-03', 'price=free&datetime=2026-12-01/2026-12-03'],
  ['courses', 'kind=course&q=会计', 'q=会计&datetime=2026-12-01T00:00:00Z'],
])('%s of %s are as many as a search counts, each once over all pages', async (collection, asked, query) => {
  const { total } = await search(asked);
  const seen: string[] = [];
  let next: string | undefined = `/ogc/collections/${collection}/items?limit=170&${query}`;
  while (next) {
    const answer: { status: number; type: string | null; body: Items } = await get(next);
    const { status, type, body } = answer;
    expect([status, type, body.numberMatched]).toEqual([200, 'application/geo+json; charset=utf-8', total]);
    expect(body.numberReturned).toBe(body.features.length);
    seen.push(...body.features.map(({ id }) => id));
    next = body.links.find(({ rel }) => rel === 'next')?.href;
  }
  expect([seen.length, new Set(seen).size]).toEqual([total, total]);
  const one = await get<Items['features'][number]>(`/ogc/collections/${collection}/items/${seen[0]}`);
  expect([one.status, one.body.id]).toEqual([200, seen[0]]);
});

test('a box finds what is in view of it, however many digits it has', async () => {
  const { inView } = await search('kind=activity&bbox=119.9,30.1,120.4,30.5');
  const { body } = await get('/ogc/collections/activities/items?bbox=119.90000000000000001,30.1,0,120.4,30.5,9');
  expect(body.numberMatched).toBe(inView);
  expect(inView).toBeGreaterThan(0);
});

test('what is not there is 404, what is not understood 400, for programs and for people', async () => {
  const status = async (path: string, accept?: string) => (await get(`/ogc${path}`, accept)).status;
  expect(await status('/collections/nothing')).toBe(404);
  expect(await status('/collections/activities/items/999999999')).toBe(404);
  for (const query of ['color=red', 'limit=0', 'bbox=1,2,3', 'datetime=tomorrow', 'after=x'])
    expect(await status(`/collections/activities/items?${query}`), query).toBe(400);
  const page = await fetch(`${server.url}/en/ogc/collections/nothing?f=html`);
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
});

test('every document has a page without script, in both languages', async () => {
  const { body } = await get('/ogc/collections/activities/items?limit=1');
  const paths = ['', '/conformance', '/api', '/collections', '/collections/activities'];
  const items = ['/collections/activities/items', `/collections/activities/items/${body.features[0]!.id}`];
  for (const path of [...paths, ...items]) {
    for (const [prefix, lang] of [
      ['', 'zh-CN'],
      ['/en', 'en'],
    ]) {
      const response = await fetch(`${server.url}${prefix}/ogc${path}`, { headers: { accept: 'text/html' } });
      const text = await response.text();
      expect([response.status, text.includes(`<html lang="${lang}"`), text.includes('<h1>')], path).toEqual([
        200,
        true,
        true,
      ]);
      expect((await get<object>(`${prefix}/ogc${path}`)).status).toBe(200);
    }
  }
  const landing = await get<Items>('/ogc');
  expect(landing.body.links.map(({ rel }) => rel)).toEqual(
    expect.arrayContaining(['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']),
  );
});

function hasGdal(): boolean {
  try {
    return execFileSync('ogrinfo', ['--formats'], { encoding: 'utf8' }).includes('OAPIF');
  } catch {
    return false;
  }
}

test.skipIf(!hasGdal())(
  'GDAL reads all of it and counts what a search counts',
  async () => {
    const run = promisify(execFile);
    const { stdout } = await run('ogrinfo', ['-ro', '-al', '-so', `OAPIF:${server.url}/ogc`], { encoding: 'utf8' });
    const counts = [...stdout.matchAll(/Layer name: (\S+)[\s\S]*?Feature Count: (\d+)/g)].map(([, name, n]) => [
      name,
      Number(n),
    ]);
    const kinds = {
      institutions: 'institution',
      activities: 'activity',
      courses: 'course',
      resources: 'resource',
      'credit-points': 'credit_point',
    };
    const wanted = await Promise.all(
      Object.entries(kinds).map(async ([name, kind]) => [name, (await search(`kind=${kind}`)).total]),
    );
    expect(counts).toEqual(wanted);
    const all = await run(
      'ogr2ogr',
      ['-f', 'CSV', '/vsistdout/', `OAPIF:${server.url}/ogc`, 'courses', '-select', 'thing'],
      { encoding: 'utf8' },
    );
    expect(all.stdout.trim().split('\n').length - 1).toBe(wanted[2]![1]);
  },
  120_000,
);
