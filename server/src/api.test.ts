import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { endpoints } from './contract.ts';
import type { Endpoint } from './contract/endpoint.ts';
import { Problem } from './contract/errors.ts';
import { filterShape, viewShape } from './contract/filters.ts';
import { startTestServer, type TestServer } from './testing/running.ts';

let server: TestServer;
let writer: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01 });
  writer = await server.openWriter();
});
afterAll(async () => {
  await writer.end();
  await server.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

async function answer<E extends Endpoint>(endpoint: E, path: string): Promise<z.output<E['response']>> {
  const response = await get(path);
  expect(response.status).toBe(200);
  return endpoint.response.parse(await response.json()) as z.output<E['response']>;
}

const details = {
  institution: [endpoints.getInstitution, '/api/institutions/'],
  activity: [endpoints.getActivity, '/api/activities/'],
  course: [endpoints.getCourse, '/api/courses/'],
  resource: [endpoints.getResource, '/api/resources/'],
  credit_point: [endpoints.getCreditPoint, '/api/credit-points/'],
} as const;

test.each(Object.keys(details) as (keyof typeof details)[])('details of a %s say what its card says', async (kind) => {
  const { items } = await answer(endpoints.search, `/api/search?kind=${kind}&limit=5`);
  expect(items).toHaveLength(5);
  for (const card of items) {
    const [endpoint, path] = details[kind];
    const thing = await answer(endpoint as Endpoint, `${path}${card.id}`);
    expect(thing).toMatchObject({ id: card.id, kind, title: card.title, provenance: { isDemo: true } });
  }
});

test('the parts of a total add up, whatever is in view', async () => {
  const all = await answer(endpoints.search, '/api/search');
  for (const bbox of ['119,29,121,31', '120,30,120.2,30.4', '0,0,1,1']) {
    const { total, inView, elsewhere, unplaced } = await answer(endpoints.search, `/api/search?bbox=${bbox}`);
    expect(inView + elsewhere + unplaced).toBe(total);
    expect(total).toBe(all.total);
  }
});

test('cities and counties are listed, and townships by county', async () => {
  const { divisions } = await answer(endpoints.listDivisions, '/api/divisions');
  expect(divisions.filter(({ level }) => level === 'city')).toHaveLength(11);
  expect(divisions.filter(({ level }) => level === 'county')).toHaveLength(90);
  const { divisions: townships } = await answer(endpoints.listDivisions, '/api/divisions?parent=330106');
  expect(townships.length).toBeGreaterThan(5);
  for (const { level, positionBy } of townships) expect([level, positionBy]).toEqual(['township', 'county_seat']);
});

test('vocabularies have both languages and parents that exist', async () => {
  const { vocabularies } = await answer(endpoints.listVocabularies, '/api/vocabularies');
  expect(vocabularies['topic']).toHaveLength(93);
  for (const terms of Object.values(vocabularies)) {
    const codes = new Set(terms.map(({ code }) => code));
    for (const { zh, en, parent } of terms) {
      expect(zh && en).toBeTruthy();
      if (parent) expect(codes).toContain(parent);
    }
  }
});

test('the documents, the viewer and the TileJSON are served', async () => {
  expect(((await (await get('/api/openapi.json')).json()) as { openapi: string }).openapi).toMatch(/^3\.1/);
  const { tags } = (await (await get('/api/openapi.json')).json()) as { tags: { name: string }[] };
  for (const [lang, home, title] of [
    ['zh-CN', '/', '浙学地图 API'],
    ['en', '/en', 'Zhejiang Learning Map API'],
  ] as const) {
    const docs = await get('/api/docs', { 'accept-language': lang });
    const text = await docs.text();
    expect(docs.headers.get('content-language')).toBe(lang);
    expect(text).toContain(`<h1>${title}</h1>`);
    for (const way of [home, `${home === '/' ? '' : home}/find`, ...tags.map(({ name }) => `#operations-tag-${name}`)])
      expect(text).toContain(`href="${way}"`);
  }
  expect(await (await get('/api/docs?lang=en')).text()).toContain('<html lang="en">');
  expect((await get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  const { attribution } = await answer(endpoints.getTileJson, '/tiles/learning.json?kind=course');
  expect(attribution).toMatch(/^浙学地图 .*演示数据.*demo data/);
  await answer(endpoints.getBasemap, '/basemap.json');
});

test('a tile has an ETag of its bytes, 304, HEAD, and 204 where nothing is', async () => {
  const tile = await get('/tiles/learning/6/53/26.mvt');
  expect(tile.status).toBe(200);
  expect(tile.headers.get('access-control-allow-origin')).toBe('*');
  const etag = tile.headers.get('etag')!;
  expect((await get('/tiles/learning/6/53/26.mvt', { 'if-none-match': etag })).status).toBe(304);
  const head = await fetch(`${server.url}/tiles/learning/6/53/26.mvt`, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
  expect((await get('/tiles/learning/6/0/0.mvt')).status).toBe(204);
});

async function expectProblem(response: Response, status: number) {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(JSON.stringify(problem)).not.toMatch(/SELECT|node_modules|\bat \//);
  return problem;
}

test.each([
  ['/api/search?colour=red', 400],
  ['/api/search?topic=castle', 400],
  ['/api/search?q=%00', 400],
  ['/api/search?q=%ED%A0%80', 400],
  [`/api/search?q=${'x'.repeat(2000)}`, 400],
  ['/api/search?sort=distance', 400],
  ['/api/search?scope=view', 400],
  ['/api/search?cursor=AAAA', 400],
  ['/api/search?bbox=122,30,120,31', 400],
  ['/api/search?near=Infinity,30,10', 400],
  ['/api/search?limit=0', 400],
  ['/api/institutions/1e3', 400],
  ['/api/activities/9007199254740993', 400],
  ['/api/activities/999999999', 404],
  ['/api/castles', 404],
  ['/tiles/learning/30/0/0.mvt', 400],
  ['/tiles/learning/3/8/0.mvt', 400],
  ['/tiles/learning/3/-1/0.mvt', 404],
  ['/tiles/learning/3/1/1.mvt?q=%00', 400],
  ['/tiles/learning/3/1/1.mvt?sort=distance', 400],
  [`/api/search?q=${'y'.repeat(9000)}`, 414],
])('%s is answered with a problem', async (path, status) => {
  await expectProblem(await get(path), status);
});

test('other methods and large bodies are refused', async () => {
  const post = (path: string, body: string) =>
    fetch(server.url + path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect((await post('/api/search', '{}')).status).toBe(405);
  expect((await post('/tiles/learning/6/53/26.mvt', '{}')).status).toBe(405);
  await expectProblem(await post('/api/search', JSON.stringify('x'.repeat(200_000))), 413);
  await expectProblem(await post('/api/search', '{"a":'), 400);
});

interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}
const QUERIES: Record<string, string> = {
  '/api/reach': 'from=120.15,30.27&minutes=15',
  '/api/suggest': 'q=shu',
  '/api/understand': 'q=shufa',
};
const json = { 'content-type': 'application/json' };

/** What clients do well and badly, as method, path, headers and body. */
function attempts(path: string, { requestBody }: Operation): [string, string, Record<string, string>?, string?][] {
  const query = QUERIES[path] ?? '';
  const asked = query && `${path}?${query}`;
  const bad: [string, string, Record<string, string>?, string?][] = [
    ['DELETE', path],
    ['GET', `${path}?nonsense=1`],
    ['GET', `${path}?q=${'y'.repeat(9000)}`],
    ['GET', path, { expect: 'tea' }],
    ['GET', path, { long: 'y'.repeat(20_000) }],
    ['GET', path, Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`h${i}`, '1']))],
  ];
  if (!requestBody) return [...bad, ['GET', asked || path], ['HEAD', asked || path]];
  const key = '00000000-0000-4000-8000-000000000001';
  const report = (id: number, reason = 'closed') => JSON.stringify({ key, id, reason });
  return [
    ...bad,
    ...[report(999_999_999), '{', '{}', report(1, 'x'), 'x'.repeat(200_000)].map(
      (body) => ['POST', path, json, body] as [string, string, Record<string, string>, string],
    ),
    ['POST', path, { ...json, 'content-encoding': 'tea' }, '{}'],
    ['POST', path, { 'content-type': 'text/plain' }, '{}'],
  ];
}

test('every status that occurs is stated in the document', async () => {
  const { paths } = (await (await get('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const { items } = await answer(endpoints.search, '/api/search?kind=resource&limit=2');
  const [withdrawn, deleted] = items.map(({ id }) => id);
  await writer.query("UPDATE resources SET state = 'withdrawn' WHERE id = $1", [withdrawn]);
  await writer.query('DELETE FROM resources WHERE id = $1', [deleted]);
  const shown = (await answer(endpoints.search, '/api/search?kind=activity&limit=1')).items[0]!.id;
  const seen = new Set<number>();
  for (const [template, operations] of Object.entries(paths)) {
    const [[, operation] = []] = Object.entries(operations);
    // What a path does not take is refused as all of it may be.
    const anyOf = Object.values(operations).flatMap(({ responses }) => Object.keys(responses));
    const ids = template.includes('{id}') ? [withdrawn, deleted, shown, 999_999_999, '1e3', '%00'] : [''];
    for (const id of ids) {
      const path = template.replace('{id}', String(id));
      for (const [method, url, headers, body] of attempts(template, operation!)) {
        const { status, etag } = await askOnce(url.replace(template, path), { method, headers, body });
        const known = etag ? await askOnce(url.replace(template, path), { headers: { 'if-none-match': etag } }) : null;
        for (const one of known ? [status, known.status] : [status]) {
          seen.add(one);
          const stated = operations[method.toLowerCase()]?.responses;
          expect(stated ? Object.keys(stated) : anyOf, `${method} ${url.slice(0, 60)}`).toContain(String(one));
        }
      }
    }
  }
  // Sums of the feed are there once all of it was read.
  seen.delete(503);
  expect([...seen].sort()).toEqual([200, 304, 400, 401, 404, 405, 409, 413, 414, 415, 417, 431]);
});

/** Without waiting for the end of a stream. */
async function askOnce(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string },
) {
  const sent = request(server.url + path, { method, headers, agent: false }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  sent.on('error', () => undefined);
  response.destroy();
  return { status: response.statusCode!, etag: response.headers.etag };
}

test('nothing a query can hold is a server error', async () => {
  const names = fc.constantFrom(...Object.keys(filterShape), ...Object.keys(viewShape), '__proto__', 'x[]');
  const nasty = fc.constantFrom(
    '',
    '0',
    '-1',
    'NaN',
    '1e309',
    '9'.repeat(30),
    "';DROP TABLE places;--",
    '{"$ne":1}',
    '书法',
    'sf',
    '💥',
    '\u202e',
    '(.*)+',
    'free',
    'ended',
    '2026-11-28',
    '330106',
    '120,30',
    '120,30,1000',
  );
  const pair = fc.tuple(names, fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 30 })));
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 5 }), fc.boolean(), async (pairs, tile) => {
      const search = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
      const response = await get(`${tile ? '/tiles/learning/8/214/105.mvt' : '/api/search'}?${search}`);
      await response.arrayBuffer();
      expect([200, 204, 400]).toContain(response.status);
    }),
  );
});
