import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { etagOf } from '../formats/etag.ts';
import { ask } from '../testing/wire.ts';
import { createFront, type Front, type FrontOptions } from './front.ts';
import { ReadyTile } from './ready-tile.ts';
import { readOnce, type TileSource } from './tiles.ts';

const bytes = Buffer.from('tile '.repeat(2000));
const large = Buffer.alloc(4 * 2 ** 20, 'x');
const other = { origin: 'https://other.example' };
let servers: Server[] = [];

afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

/** Zoom 1 is ready, zoom 2 empty, zoom 3 large, zoom 4 never comes, zoom 5 fails later. */
const tiles: TileSource = {
  prefix: '/tiles/test/',
  read: readOnce((query) => query),
  tile: ({ z }) => {
    if (z === 2) return null;
    if (z === 4) return new Promise(() => undefined);
    if (z === 5) return Promise.reject(new Error('secret'));
    return new ReadyTile(z === 3 ? large : bytes, etagOf(z === 3 ? large : bytes));
  },
};

async function startFront(options: Partial<FrontOptions> = {}, parts: Partial<Front> = {}): Promise<string> {
  const front: Front = {
    app: (_request, response) => response.writeHead(404).end(),
    tiles: [tiles],
    progress: { step: 'ready', part: null, done: 0, total: 0 },
    healthy: () => Promise.resolve(true),
    ...parts,
  };
  const logger = pino({ level: 'silent' });
  const server = createFront(front, { logger, clock: () => new Date(), rateLimit: 0, ...options });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openSocket(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket.on('error', () => undefined);
}

test('a tile is sent in the form asked for, each request with an id of its own', async () => {
  const origin = await startFront();
  const forms = ['identity', 'gzip', 'br, gzip', 'br;q=0.1, gzip;q=0.2'];
  const answers = await Promise.all(
    forms.map((form) => ask(origin, '/tiles/test/1/0/0.mvt', { ...other, 'accept-encoding': form })),
  );
  expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip', 'br', 'gzip']);
  const [plain, gzip, br] = answers.map(({ body }) => body);
  expect([plain, gunzipSync(gzip!), brotliDecompressSync(br!)]).toEqual([bytes, bytes, bytes]);
  for (const { status, headers, body } of answers) {
    expect([status, Number(headers['content-length'])]).toEqual([200, body.length]);
    expect(headers).toMatchObject({
      'content-type': 'application/vnd.mapbox-vector-tile',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      etag: `${headers['content-encoding'] ? 'W/' : ''}${etagOf(bytes)}`,
    });
  }
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(forms.length);
});

test('HEAD, 304 and 204 have the headers and no body', async () => {
  const origin = await startFront();
  const etag = etagOf(bytes);
  for (const coding of ['identity', 'br']) {
    const headers = { 'accept-encoding': coding };
    const get = await ask(origin, '/tiles/test/1/0/0.mvt', headers);
    const head = await ask(origin, '/tiles/test/1/0/0.mvt', headers, 'HEAD');
    const known = await ask(origin, '/tiles/test/1/0/0.mvt', { ...headers, 'if-none-match': `"z", ${etag}` });
    expect([head.status, known.status, head.body.length, known.body.length]).toEqual([200, 304, 0, 0]);
    for (const name of ['content-length', 'content-encoding', 'content-type', 'etag'])
      expect(head.headers[name], name).toBe(get.headers[name]);
    for (const name of ['etag', 'vary', 'cache-control', 'access-control-allow-origin'])
      expect(known.headers[name], name).toBe(get.headers[name]);
  }
  const empty = await ask(origin, '/tiles/test/2/0/0.mvt', { 'accept-encoding': 'br' });
  expect([empty.status, empty.body.length, empty.headers['access-control-allow-origin']]).toEqual([204, 0, '*']);
});

test('refusals are problems that other origins may read too', async () => {
  const origin = await startFront({ rateLimit: 1 });
  const refused = [
    await ask(origin, '/tiles/test/1/0/0.mvt', other, 'POST'),
    await ask(origin, '/tiles/test/1/2/0.mvt?x=1', other),
    await ask(origin, '/tiles/test/1/0/0.mvt?x=%00', other),
    await ask(origin, '/tiles/test/1/0/x.mvt', other),
    await ask(origin, `/tiles/test/1/0/0.mvt?${'x'.repeat(9000)}`, other),
    await ask(origin, '/tiles/test/5/0/0.mvt', other),
  ];
  expect(refused.map(({ status }) => status)).toEqual([405, 400, 400, 404, 414, 500]);
  expect(refused[0]!.headers.allow).toBe('GET, HEAD');
  for (let i = 0; i < 30; i++) refused.push(await ask(origin, '/tiles/test/1/0/0.mvt', other));
  const last = refused.at(-1)!;
  expect(last.status).toBe(429);
  // Whole seconds until the time taken is paid for.
  expect(last.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  for (const { status, headers, body } of refused.filter((answer) => answer.status >= 400)) {
    expect(headers['content-type'], String(status)).toBe('application/problem+json; charset=utf-8');
    expect(headers['x-frame-options'], String(status)).toBe('DENY');
    expect((JSON.parse(body.toString()) as { requestId: string }).requestId).toBe(headers['x-request-id']);
    expect(body.toString()).not.toContain('secret');
    if (status !== 414) expect(headers['access-control-allow-origin'], String(status)).toBe('*');
  }
});

test('a tile that does not come is given up with 503', async () => {
  const origin = await startFront({ deadlines: { answerMs: 20, takeMs: 60_000 } });
  expect((await ask(origin, '/tiles/test/4/0/0.mvt')).status).toBe(503);
});

test('who does not take a tile is hung up on', async () => {
  const origin = await startFront({ deadlines: { answerMs: 60_000, takeMs: 500 } });
  const socket = await openSocket(origin);
  socket.pause().write('GET /tiles/test/3/0/0.mvt HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(8));
  const count = () => new Promise<number>((resolve) => servers[0]!.getConnections((_cause, open) => resolve(open)));
  await expect.poll(count).toBe(1);
  await expect.poll(count).toBe(0);
  socket.destroy();
});

test('the time that answers take is paid for, and who cannot is refused', async () => {
  const costly: TileSource = {
    ...tiles,
    isCostly: () => true,
    tile: () => {
      const until = performance.now() + 20;
      while (performance.now() < until);
      return null;
    },
  };
  const origin = await startFront({ rateLimit: 10 }, { tiles: [costly] });
  let answered = 0;
  while (answered < 100 && (await ask(origin, '/tiles/test/1/0/0.mvt')).status === 204) answered++;
  // 300 units at once, 10 more a second, and each answer costs 20.
  expect(answered).toBeGreaterThan(0);
  expect(answered).toBeLessThan(40);
});

test('requests in a row on one connection are answered in their order', async () => {
  const origin = await startFront();
  const socket = await openSocket(origin);
  const paths = ['1/0/0.mvt', '2/0/0.mvt', '1/0/9.mvt', '1/1/1.mvt'];
  for (const [at, path] of paths.entries()) {
    const close = at === paths.length - 1 ? 'Connection: close\r\n' : '';
    socket.write(`GET /tiles/test/${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n${close}\r\n`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const statuses = Buffer.concat(chunks)
    .toString('latin1')
    .matchAll(/HTTP\/1\.1 (\d+)/g);
  expect(Array.from(statuses, ([, status]) => status)).toEqual(['200', '204', '400', '200']);
});

test('the log has a line for each request where it is asked for, without the query', async () => {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const origin = await startFront({ logger: pino({ level: 'debug' }, stream) });
  const { headers } = await ask(origin, '/tiles/test/1/0/0.mvt?near=120,30,100');
  await ask(origin, '/none?q=x');
  await expect.poll(() => lines.length).toBe(2);
  expect(lines[0]).toMatchObject({
    method: 'GET',
    path: '/tiles/test/1/0/0.mvt',
    status: 200,
    requestId: headers['x-request-id'],
  });
  expect(lines[1]).toMatchObject({ path: '/none', status: 404 });
});

test('a stopping server says so on every answer', async () => {
  const progress = { step: 'stopping', part: null, done: 0, total: 0 } as const;
  const front: Front = { app: () => undefined, tiles: [tiles], progress, healthy: () => Promise.resolve(true) };
  const server = createFront(front, { logger: pino({ level: 'silent' }), clock: () => new Date(), rateLimit: 0 });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { headers } = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, '/tiles/test/1/0/0.mvt');
  expect(headers.connection).toBe('close');
  expect(headers['access-control-allow-origin']).toBe('*');
});

/** All that the server answers until it hangs up. */
async function exchangeRaw(origin: string, text: string): Promise<string> {
  const socket = await openSocket(origin);
  socket.write(text);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const CLOSE = 'Connection: close\r\n\r\n';
test.each([
  [431, `GET / HTTP/1.1\r\nHost: x\r\nLong: ${'y'.repeat(20_000)}\r\n\r\n`],
  [431, `GET / HTTP/1.1\r\nHost: x\r\n${'a:b\r\n'.repeat(2000)}${CLOSE}`],
  [400, `GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n${CLOSE}`],
  [400, `GET /tiles/test/1/0/0.mvt HTTP/1.1\r\nHost: x\r\nhost: x\r\n${CLOSE}`],
  [400, `GET / HTTP/1.1\r\n${CLOSE}`],
  [400, 'GET\r\n\r\n'],
  [417, `GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n${CLOSE}`],
])('what is malformed gets %i as a problem with the usual headers', async (status, text) => {
  const [head = '', body = ''] = (await exchangeRaw(await startFront(), text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain("default-src 'none'");
  const { status: said, requestId } = JSON.parse(body) as { status: number; requestId: string };
  expect([said, head.includes(`X-Request-Id: ${requestId}`)]).toEqual([status, true]);
});

const LONG = `Long: ${'y'.repeat(20_000)}\r\n\r\n`;
const CHUNK_EXTENSION = `1;${'x'.repeat(20_000)}\r\n`;
const BOTH = ['zh-CN, en', '请求头太大 / The request headers are too large'] as const;
test.each<readonly [string, string, string]>([
  [...BOTH, `GET / HTTP/1.1\r\nHost: x\r\n${LONG}`],
  ['en', 'The request headers are too large', `GET / HTTP/1.1\r\naccept-LANGUAGE:  en-GB,en;q=0.9\r\n${LONG}`],
  ['zh-CN', '请求头太大', `GET / HTTP/1.1\r\nHost: x\r\nAccept-Language: fr\r\n${LONG}`],
  // In a value, not a header.
  [...BOTH, `GET / HTTP/1.1\r\nX: Accept-Language: en\r\n${LONG}`],
  ['en', 'The request is not right', `GET / HTTP/1.1\r\nAccept-Language: en\r\nHost: x\r\nHost: y\r\n${CLOSE}`],
  ['zh-CN, en', '请求里有不正确的内容 / The request is not right', 'GET\r\n\r\n'],
  [
    'en',
    'The content is too large',
    `POST / HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nTransfer-Encoding: chunked\r\n\r\n`,
  ],
])('what is malformed is told in %s: %s', async (langs, title, text) => {
  // What is right so far goes on wrong.
  const origin = await startFront({}, { app: () => socket.write(CHUNK_EXTENSION) });
  const socket = await openSocket(origin);
  socket.write(text);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  expect(head).toContain(`Content-Language: ${langs}\r\n`);
  expect((JSON.parse(body) as { title: string }).title).toBe(title);
});

test('health takes GET and HEAD only, and numbers of tiles have one spelling', async () => {
  const origin = await startFront();
  for (const path of ['/livez', '/readyz']) {
    expect((await ask(origin, path)).status, path).toBe(200);
    expect((await ask(origin, path, {}, 'POST')).status, path).toBe(405);
  }
  for (const path of ['5/01/01', '05/1/1', '1/0/00'])
    expect((await ask(origin, `/tiles/test/${path}.mvt`)).status, path).toBe(404);
});

test('a pipelined request is not begun once its connection is gone', async () => {
  let begun = 0;
  const slow: TileSource = { ...tiles, tile: () => (begun++, new Promise(() => undefined)) };
  const origin = await startFront({}, { tiles: [slow] });
  const socket = await openSocket(origin);
  socket.write('GET /tiles/test/4/0/0.mvt HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(8));
  await expect.poll(() => begun).toBe(1);
  socket.destroy();
  const count = () => new Promise<number>((resolve) => servers[0]!.getConnections((_cause, open) => resolve(open)));
  await expect.poll(count).toBe(0);
  expect(begun).toBe(1);
});

test('a proxy that is not trusted is told once', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
  const origin = await startFront({ logger: pino({ level: 'warn' }, stream) });
  for (let i = 0; i < 3; i++) await ask(origin, '/tiles/test/1/0/0.mvt', { 'x-forwarded-for': '1.2.3.4' });
  expect(lines.filter((line) => line.includes('TRUSTED_PROXIES'))).toHaveLength(1);
});
