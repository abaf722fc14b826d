import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { openEvents, type EventClient } from '../../testing/events.ts';
import { loadFresh } from '../../testing/fresh.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { ask } from '../../testing/wire.ts';
import { ChangeEvent } from './schema.ts';

const SOON = { timeout: 10_000, interval: 10 };
const PATH = '/api/changes';
const WRITERS = 8;
const WRITES = 12;
const now = new Date('2026-11-23T10:00:00+08:00');
const [LNG, LAT] = [120.12, 30.22];

let server: TestServer;
let writer: pg.Pool;
let institution: number;
let place: number;
let open: EventClient[] = [];

beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => now });
  writer = await server.openWriter();
  institution = await insertInstitution(writer, '孔雀石学堂', 'senior-university');
  place = await insertPlace(writer, '孔雀石馆', '330106', LNG, LAT);
});
afterEach(() => {
  for (const client of open) client.close();
  open = [];
});
afterAll(async () => {
  await writer.end();
  await server.close();
});

async function follow(
  path = PATH,
  headers: Record<string, string> = {},
  onEvent?: Parameters<typeof openEvents>[3],
): Promise<EventClient> {
  const client = await openEvents(server.url, path, headers, onEvent);
  open.push(client);
  await expect.poll(() => client.events.length, SOON).toBeGreaterThan(0);
  return client;
}

async function search() {
  const { body } = await ask(server.url, '/api/search?limit=1');
  return endpoints.search.response.parse(JSON.parse(body.toString()));
}

/** Until everything written is certain: what was seen before that is told once more. Answers the state. */
async function settled(): Promise<string> {
  const { rows } = await writer.query<{ last: number }>('SELECT max(seq)::int AS last FROM changes');
  const end = `.${rows[0]!.last + 1}`;
  await expect.poll(async () => (await search()).version.endsWith(end), SOON).toBe(true);
  return (await search()).version;
}

const insert = (title: string) => insertActivity(writer, { title, institution, place });

function tileAt(zoom: number, lng = LNG, lat = LAT): string {
  const side = 2 ** zoom;
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side;
  return [zoom, Math.floor((lng / 360 + 0.5) * side), Math.floor(y)].join('/');
}
const tilesOf = ({ events }: EventClient) => events.flatMap(({ data }) => (data.tiles as string[] | undefined) ?? []);

test('says hello, then which tiles an UPDATE may have changed, and they have', async () => {
  const id = await insert('孔雀石雕刻');
  await settled();
  const client = await follow();
  const { statusCode, headers } = client.answer;
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'access-control-allow-origin': '*',
  });
  expect(headers['content-encoding']).toBeUndefined();
  const { total } = await search();
  expect(client.events).toMatchObject([{ event: 'hello' }]);
  const [hello] = client.events as [(typeof client.events)[0]];
  const before = await ask(server.url, `/tiles/learning/${tileAt(12)}.mvt`);

  await writer.query(`UPDATE activities SET state = 'archived' WHERE id = $1`, [id]);
  await expect.poll(() => client.events.at(-1)!.data.count, SOON).toBe(Number(hello.data.count) - 1);
  const after = await ask(server.url, `/tiles/learning/${tileAt(12)}.mvt`);
  expect(after.headers.etag).not.toBe(before.headers.etag);
  expect(tilesOf(client)).toEqual(expect.arrayContaining([tileAt(5), tileAt(12), tileAt(16)]));
  expect((await search()).total).toBe(total - 1);
  const version = await settled();
  await expect.poll(() => client.events.at(-1)!.id, SOON).toBe(version);
  for (const event of client.events) ChangeEvent.parse(event);
});

test('continues from the version of a search, or from the id of the last event', async () => {
  const version = await settled();
  await insert('接续');
  const present = await settled();
  const ways = [
    await follow(`${PATH}?since=${version}`),
    await follow(PATH, { 'last-event-id': version }),
    await follow(`${PATH}?since=${version.split('.')[0]}.0.0.0`, { 'last-event-id': version }),
  ];
  for (const client of ways) {
    await expect.poll(() => client.events.length, SOON).toBeGreaterThan(1);
    expect(client.events[0]).toMatchObject({ event: 'hello', id: version });
    expect(client.events[1]!.event).toBe('change');
    expect(tilesOf(client)).toContain(tileAt(16));
  }
  const upToDate = await follow(`${PATH}?since=${present}`);
  expect(upToDate.events).toHaveLength(1);
  await insert('落定');
  await expect.poll(() => upToDate.events[1]?.event, SOON).toBe('change');
});

// Of another database, of an earlier release, of before the load, and of a history that was undone.
test.each(['0123456789ab.DAY.1.1', 'EPOCH.1', 'EPOCH.DAY.0.0', 'EPOCH.0.99999999.1', 'EPOCH.DAY.99999999999.1'])(
  'from %s anything may differ',
  async (given) => {
    const version = await settled();
    const [epoch, day] = version.split('.');
    const client = await follow(`${PATH}?since=${given.replace('EPOCH', epoch!).replace('DAY', day!)}`);
    await expect.poll(() => client.events.length, SOON).toBe(2);
    expect(client.events[1]).toMatchObject({ event: 'reset', id: version });
  },
);

test.each([
  [`${PATH}?since=1`, {}],
  [`${PATH}?since=0123456789ab.1.2`, {}],
  [`${PATH}?sinc=0123456789ab.1`, {}],
  [PATH, { 'last-event-id': 'x' }],
  [`${PATH}?since=0123456789ab.1`, { 'last-event-id': '-1' }],
])('%s %o is refused with a sentence in both languages', async (path, headers) => {
  for (const lang of ['en', 'zh-CN']) {
    const answer = await ask(server.url, path, { ...headers, 'accept-language': lang });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    const { errors } = JSON.parse(answer.body.toString()) as { errors: { message: string }[] };
    expect(/[一-鿿]/.test(errors[0]!.message)).toBe(lang === 'zh-CN');
  }
});

test('HEAD ends, other methods are refused, other origins are let in', async () => {
  const head = await ask(server.url, PATH, {}, 'HEAD');
  expect([head.status, head.headers['content-type'], head.body.length]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    0,
  ]);
  const post = await ask(server.url, PATH, {}, 'POST');
  expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  const preflight = await ask(server.url, PATH, { origin: 'https://other.example' }, 'OPTIONS');
  expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
});

test('a change of the whole is a reset, for who was away as well', async () => {
  const before = await settled();
  const client = await follow();
  await writer.query(`UPDATE terms SET en = en || ' ' WHERE vocabulary = 'format'`);
  await expect.poll(() => client.events.at(-1)!.event, SOON).toBe('reset');
  const late = await follow(`${PATH}?since=${before}`);
  await expect.poll(() => late.events.at(-1), SOON).toMatchObject({ event: 'reset', id: client.events.at(-1)!.id });
});

test('who re-reads the tiles told has, after 8 writers, what a fresh load gives', async () => {
  const places = [
    place,
    await insertPlace(writer, '海馆', '330106', 121.9, 29.8),
    await insertPlace(writer, '山馆', '330102', 119.2, 28.4),
  ];
  const known = new Map<string, string>();
  const read = async (address: string) => {
    const { body } = await ask(server.url, `/tiles/learning/${address}.mvt`);
    known.set(address, body.toString('hex'));
  };
  let reading = Promise.resolve();
  const later = (addresses: Iterable<string>) => {
    const all = [...addresses].filter((address) => Number(address.split('/')[0]) % 3 === 0);
    reading = reading.then(async () => {
      for (const address of all) await read(address);
    });
  };
  const client = await follow(PATH, {}, ({ event, data }) =>
    event === 'reset' ? later(known.keys()) : later((data.tiles as string[] | undefined) ?? []),
  );
  const ids: number[] = [];
  const writers = Array.from({ length: WRITERS }, async (_, at) => {
    for (let i = 0; i < WRITES; i++) {
      const title = `第${at}位第${i}次`;
      ids.push(await insertActivity(writer, { title, institution, place: places[(at + i) % 3]! }));
      const id = ids[(at * 5 + i * 7) % ids.length];
      if (i % 4 === 3) await writer.query('DELETE FROM activities WHERE id = $1', [id]);
      else await writer.query('UPDATE activities SET place_id = $2 WHERE id = $1', [id, places[i % 3]]);
    }
  });
  await Promise.all(writers);
  const fresh = await loadFresh(writer, () => now);
  await expect.poll(() => client.events.at(-1)!.data.count, SOON).toBe(fresh.count);
  const outdated = async () => {
    await reading;
    const all = await Promise.all(
      [...known].map(async ([at, bytes]) => ((await fresh.tile(at)) === bytes ? [] : [at])),
    );
    return all.flat();
  };
  await expect.poll(outdated, SOON).toEqual([]);
  expect([...known.values()].filter((bytes) => bytes !== '').length).toBeGreaterThan(10);
  expect(client.events.every(({ event }) => event !== 'reset')).toBe(true);
});
