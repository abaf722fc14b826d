import ICAL from 'ical.js';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCsv } from '../../formats/csv.ts';
import { readXlsx } from '../../formats/xlsx/index.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { ask } from '../../testing/wire.ts';

let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => new Date('2026-11-23T10:00:00+08:00') });
  owner = await server.openWriter();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const countOf = async (query: string) =>
  ((await (await get(`/api/search?limit=1&${query}`)).json()) as { total: number; inView: number }).total;

const QUERIES = [
  '',
  'kind=activity&price=free',
  'q=书法',
  'kind=institution',
  'kind=course,resource',
  'division=330106',
];

test.each(QUERIES)('table, workbook and features of %s have the rows that a search counts', async (query) => {
  const total = await countOf(query);
  const csv = parseCsv(await (await get(`/api/search.csv?${query}`)).text());
  expect([csv.rows.length - 1, csv.broken]).toEqual([total, []]);
  const book = await readXlsx(new Uint8Array(await (await get(`/api/search.xlsx?lang=en&${query}`)).arrayBuffer()));
  expect(book.at(-1)!.name).toBe('About');
  expect(book.slice(0, -1).reduce((sum, { rows }) => sum + rows.length - 1, 0)).toBe(total);
  const response = await get(`/api/search.geojson?${query}`);
  expect(response.headers.get('content-type')).toContain('application/geo+json');
  const features = (await response.json()) as {
    numberMatched: number;
    features: { id: string }[];
    attribution: string;
  };
  expect([features.numberMatched, features.features.length]).toEqual([total, total]);
  expect(features.attribution).toContain('演示数据');
});

test('positions are in the system that is asked for, and named', async () => {
  const read = async (crs: string) =>
    (await (await get(`/api/search.geojson?kind=credit_point&crs=${crs}`)).json()) as {
      coordinateSystem: string;
      features: { geometry: { coordinates: [number, number] } | null; properties: { crs: string } }[];
    };
  const [wgs84, gcj02] = [await read('WGS84'), await read('GCJ02')];
  expect([wgs84.coordinateSystem, gcj02.coordinateSystem]).toEqual(['WGS84', 'GCJ02']);
  const at = wgs84.features.findIndex(({ geometry }) => geometry);
  const [lng, lat] = wgs84.features[at]!.geometry!.coordinates;
  const [x, y] = gcj02.features[at]!.geometry!.coordinates;
  expect([x - lng, y - lat].every((shift) => Math.abs(shift) > 0.001 && Math.abs(shift) < 0.01)).toBe(true);
  expect((await get('/api/search.csv?crs=EPSG:4326')).status).toBe(400);
});

const readCalendar = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    status: String(event.getFirstPropertyValue('status')),
    start: String(event.getFirstPropertyValue('dtstart')),
  }));

test('a calendar of a query keeps what is cancelled, under the UID of the thing alone', async () => {
  const query = 'kind=activity&division=330106&q=书法';
  const response = await get(`/calendar.ics?${query}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const text = await response.text();
  expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
  const events = readCalendar(text);
  const [first] = events.filter(({ start, status }) => start > '2026-11-24' && status === 'CONFIRMED');
  expect(events.every(({ start }) => start > '2026-10-22' && start < '2027-05-23')).toBe(true);
  const [id, day] = [/^activity-(\d+)/.exec(first!.uid)![1]!, first!.uid.match(/\d{4}-\d\d-\d\d/)![0]];
  const own = readCalendar(await (await get(`/api/activities/${id}/calendar.ics`)).text());
  expect(own.map(({ uid }) => uid)).toContain(first!.uid);
  const headers = {
    'if-none-match': response.headers.get('etag')!,
    'if-modified-since': response.headers.get('last-modified')!,
  };
  expect((await ask(server.url, encodeURI(`/calendar.ics?${query}`), headers)).status).toBe(304);
  await owner.query(
    `INSERT INTO activity_sessions (activity_id, session_date, status) VALUES ($1, $2, 'cancelled')
     ON CONFLICT DO NOTHING`,
    [id, day],
  );
  const now = readCalendar(await (await get(`/calendar.ics?${query}&from=${day}&to=${day}`)).text());
  expect(now.find(({ uid }) => uid === first!.uid)?.status).toBe('CANCELLED');
  expect(now.every(({ start }) => start.startsWith(day))).toBe(true);
});

test('a calendar of everything is refused with a sentence', async () => {
  const response = await get('/calendar.ics?kind=activity', { 'accept-language': 'zh-CN' });
  const { errors } = (await response.json()) as { errors: { message: string }[] };
  expect([response.status, errors[0]!.message]).toEqual([400, '超过 5000 场，日历装不下；请缩小范围']);
});

test('the catalogue names all that is given out, each address answers', async () => {
  const response = await get('/catalogue.jsonld');
  expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
  const text = await response.text();
  expect(text).toContain('https://www.apache.org/licenses/LICENSE-2.0');
  const paths = [...text.matchAll(/"dcat:accessURL":\{"@id":"https?:\/\/[^/"]+([^"]+)"/g)].map(([, path]) => path!);
  expect(new Set(paths).size).toBe(23);
  for (const path of paths.filter((one) => !one.startsWith('/calendar')))
    expect((await ask(server.url, path, {}, 'HEAD')).status, path).toBe(200);
});
