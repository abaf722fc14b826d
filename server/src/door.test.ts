import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import type { Lang } from './contract/lists.ts';
import { startTestServer, type TestServer } from './testing/running.ts';
import { ask } from './testing/wire.ts';

const TILE = '/tiles/learning/7/107/52.mvt';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01 });
});
afterAll(() => server.close());

test('tiles are packed for those who take it, each form with its own ETag', async () => {
  const path = '/basemap/7/107/52.mvt';
  const plain = await ask(server.url, path);
  const gzip = await ask(server.url, path, { 'accept-encoding': 'gzip' });
  const brotli = await ask(server.url, path, { 'accept-encoding': 'gzip, br' });
  expect([plain, gzip, brotli].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect([plain, gzip, brotli].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip', 'br']);
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  for (const packed of [gzip, brotli]) {
    expect(packed.body.length).toBeLessThan(plain.body.length);
    expect(packed.headers.etag).toBe(`W/${plain.headers.etag!}`);
  }
  for (const answer of [plain, gzip, brotli]) {
    expect(answer.headers['vary']).toContain('Accept-Encoding');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
    const again = await ask(server.url, path, { 'accept-encoding': 'gzip', 'if-none-match': answer.headers.etag! });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  }
});

test('answers of the API and files of the app are packed, and 304 when known', async () => {
  const script = readdirSync(readConfig({}).webRoot + '/assets').find((file) => /^MapView.*\.js$/.test(file))!;
  for (const path of ['/api/divisions', '/api/search', '/api/openapi.json', '/', `/assets/${script}`]) {
    const plain = await ask(server.url, path);
    const gzip = await ask(server.url, path, { 'accept-encoding': 'gzip' });
    const brotli = await ask(server.url, path, { 'accept-encoding': 'gzip, deflate, br' });
    expect(plain.status, path).toBe(200);
    for (const answer of [plain, gzip, brotli]) expect(answer.headers['vary'], path).toContain('Accept-Encoding');
    if (plain.body.length < 1024) continue;
    expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']], path).toEqual(['gzip', 'br']);
    if (path !== '/api/search') {
      expect(gunzipSync(gzip.body), path).toEqual(plain.body);
      expect(brotliDecompressSync(brotli.body), path).toEqual(plain.body);
      const headers = { 'accept-encoding': 'gzip, br', 'if-none-match': brotli.headers.etag! };
      expect((await ask(server.url, path, headers)).status, path).toBe(304);
    }
    expect(brotli.body.length, path).toBeLessThan(plain.body.length / 2);
  }
  const asset = await ask(server.url, `/assets/${script}`, { range: 'bytes=0-99', 'accept-encoding': 'gzip' });
  expect([asset.status, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  for (const path of ['/assets/none.js', '/humans.txt', '/favicon.ico'])
    expect((await ask(server.url, path)).status, path).toBe(404);
  for (const path of ['/', '/institutions/999999999', '/en/find'])
    expect((await ask(server.url, path)).headers['cache-control'], path).toBe('no-cache');
});

test.each([TILE, '/tiles/learning.json', '/basemap.json', '/tiles/learning/99/0/0.mvt', '/tiles/none'])(
  'maps of other origins may read %s',
  async (path) => {
    const answer = await ask(server.url, path, { origin: 'https://other.example' });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    const preflight = await ask(server.url, path, { origin: 'https://other.example' }, 'OPTIONS');
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
  },
);

test('nobody else is let in', async () => {
  for (const path of ['/', '/api/search', '/api/docs']) {
    const { headers } = await ask(server.url, path, { origin: 'https://other.example' });
    expect(headers['access-control-allow-origin'], path).toBeUndefined();
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
  }
});

test.each(['/', '/api/search', '/api/none', TILE, '/tiles/learning.json', '/livez', '/readyz', '/api/docs', '/x.css'])(
  'HEAD %s says what GET says, without a body',
  async (path) => {
    const [get, head] = [await ask(server.url, path), await ask(server.url, path, {}, 'HEAD')];
    expect([head.status, head.headers['content-type'], head.body.length]).toEqual([
      get.status,
      get.headers['content-type'],
      0,
    ]);
  },
);

test('the address of the server is its own, not what a visitor says', async () => {
  const { body } = await ask(server.url, '/tiles/learning.json', {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  });
  expect(body.toString()).toContain(server.url);
  expect(body.toString()).not.toContain('evil');
});

test.each([
  '/../../package.json',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/..%5c..%5cpackage.json',
  '/assets/..%00/x',
  '/%00',
  '/%E0%A4%A',
  '/assets/%E0%A4%A.js',
  '/.env',
  '//etc/passwd',
  '//',
  '//evil.example/%2e%2e',
  '/api/docs/../../../package.json',
  '/api/docs/%2e%2e%2fpackage.json',
  'http://a:b:c/api/search',
  'http://[/api/search',
  '*',
  '/api/institutions/%E0%A4%A',
  '/api/institutions/__proto__',
  '/api//search',
  '/API/search',
  '/api/search/',
  '/tiles/learning/7/107/52.mvt?kind=%E0%A4%A',
  '/basemap/7/107/52.mvt?x=1',
  '/basemap/7/-1/52.mvt',
])('%s is no way out and no fault of ours', async (path) => {
  const answer = await ask(server.url, path);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body.toString()).not.toMatch(/"private"|root:|node_modules/);
  expect(answer.body.toString()).not.toMatch(/\n\s+at /);
});

/** What is sent as it is, and the answer to it: the first word of the body's type, and the body. */
async function sendRaw(target: Buffer | string, heads = ''): Promise<{ status: number; type: string; body: string }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    Buffer.concat([Buffer.from('GET '), Buffer.from(target as string), Buffer.from(` HTTP/1.1\r\nHost: x\r\n`)]),
  );
  socket.write(`${heads}Connection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const [head = '', ...body] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  const location = /^location: (.*)$/im.exec(head)?.[1];
  if (location) return sendRaw(location, heads);
  const type = /^content-type: [a-z]+\/([a-z+]+)/im.exec(head)?.[1] ?? '';
  return { status: Number(head.split(' ')[1]), type, body: body.join('\r\n\r\n') };
}
const PAGE = 'Accept: text/html\r\nAccept-Language: ';
const gbk = (before: string) => Buffer.concat([Buffer.from(before), Buffer.from([0xca, 0xe9, 0xb7, 0xa8])]);

test.each<[Buffer | string, number, Lang?]>([
  ['/?q=书法', 200],
  ['/find?q=书法', 200, 'zh-CN'],
  ['/find?q=毛笔 书法', 200, 'zh-CN'],
  ['/en/find?q=书法', 200, 'en'],
  ['/机构', 404],
  [gbk('/'), 400],
  [gbk('/?q='), 400],
  [gbk('/find?q='), 400],
  ['/%zz', 400],
  ['/%E4%B9', 400],
  ['/en/%E4%B9', 400, 'en'],
  ['/find?q=%E4%B9', 400, 'zh-CN'],
  ['/\0', 400],
  ['/a\tb', 400],
  ['//evil.example/书法', 400],
])('a page at %j answers %i by a page, in the language of its address or else of the reader', async (...row) => {
  const [target, status, told] = row;
  const words = { 'zh-CN': /[\u4e00-\u9fff]{4}/, en: /\b(?:the|not|map)\b/i };
  for (const lang of ['zh-CN', 'en'] as const) {
    const answer = await sendRaw(target, `${PAGE}${lang}\r\n`);
    expect([answer.status, answer.type], lang).toEqual([status, 'html']);
    expect(answer.body).toMatch(words[told ?? lang]);
    expect(answer.body).not.toMatch(/\n\s+at |node_modules|URIError/);
  }
});

test('what is asked in the words of a keyboard is what is asked in those of an address', async () => {
  const total = async (target: string) => (JSON.parse((await sendRaw(target)).body) as { total: number }).total;
  expect(await total('/api/search?q=书法')).toBe(await total(`/api/search?q=${encodeURIComponent('书法')}`));
  expect(await total('/api/search?q=书法')).toBeGreaterThan(0);
});

test.each([
  [gbk('/api/search?q='), 400],
  ['/api/search?q=%E4%B9', 400],
  ['/api/search?q=%zz', 400],
  ['/api/search?q=%00', 400],
  ['/api/书法', 404],
  ['/api/institutions/%E4%B9', 400],
  [gbk('/tiles/learning/7/107/52.mvt?topic='), 400],
  ['/tiles/learning/7/107/52.mvt?kind=书法', 400],
  ['/basemap/%E4%B9', 404],
])('a program at %j is answered %i by a problem, whatever it accepts', async (target, status) => {
  for (const lang of ['zh-CN', 'en']) {
    const answer = await sendRaw(target, `${PAGE}${lang}\r\n`);
    expect([answer.status, answer.type], lang).toEqual([status, 'problem+json']);
    expect(/[\u4e00-\u9fff]/.test((JSON.parse(answer.body) as { title: string }).title)).toBe(lang === 'zh-CN');
  }
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])('%s is refused everywhere', async (method) => {
  for (const path of ['/', '/api/search', '/api/none', TILE, '/tiles/learning.json', '/assets/x.js', '/api/docs']) {
    const { status } = await ask(server.url, path, {}, method);
    expect([404, 405], `${method} ${path}`).toContain(status);
  }
});

test('what is not HTTP is hung up on, and the server lives', async () => {
  for (const text of [
    '\r\n\r\n',
    'GET\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    '\u0016\u0003\u0001',
  ]) {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.end(text);
    await new Promise((resolve) => socket.once('close', resolve).resume());
  }
  expect((await ask(server.url, '/livez')).status).toBe(200);
});
