import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { APP_PATHS_FILE } from './http/app-paths.ts';
import { openEvents, type EventClient } from './testing/events.ts';
import { startTestServer, type TestServer } from './testing/running.ts';
import { ask } from './testing/wire.ts';

const { webRoot, rateLimit } = readConfig({});
const VISITS = 40;
const VISITS_MS = 5_000;
const OPEN_FILES = '/proc/self/fd';
const SOCKETS = 20;
const html = { accept: 'text/html' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, settings: { RATE_LIMIT: String(rateLimit) } });
});
afterAll(() => server.close());

const listFiles = () =>
  readdirSync(webRoot, { recursive: true, withFileTypes: true })
    // What the build tells the server is nobody's to fetch.
    .filter((entry) => entry.isFile() && entry.name !== APP_PATHS_FILE)
    .map(({ parentPath, name }) => `/${path.relative(webRoot, path.join(parentPath, name))}`);

/** What the page and its service worker ask for, the first search, the first tiles and a stream. */
async function visit(files: readonly string[]): Promise<{ statuses: number[]; stream: EventClient }> {
  const tiles = Array.from(
    { length: 20 },
    (_, i) => `/tiles/learning/8/${212 + (i % 5)}/${103 + Math.floor(i / 5)}.mvt`,
  );
  const api = ['/api/search', '/api/divisions', '/api/vocabularies', '/basemap.json', '/tiles/learning.json'];
  const statuses: number[] = [];
  for (const asked of ['/', ...files, ...api, ...tiles])
    statuses.push((await ask(server.url, asked, { 'accept-encoding': 'br' })).status);
  const stream = await openEvents(server.url, '/api/changes');
  statuses.push(stream.answer.statusCode!);
  return { statuses, stream };
}

test('a classroom behind one address gets in', async () => {
  const files = listFiles();
  expect(files.length).toBeGreaterThan(80);
  const visits = await Promise.all(
    Array.from({ length: VISITS }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i * VISITS_MS) / VISITS));
      return visit(files);
    }),
  );
  for (const { stream } of visits) stream.close();
  const refused = visits.flatMap(({ statuses }) => statuses.filter((status) => status !== 200 && status !== 204));
  expect(refused).toEqual([]);
});

test.skipIf(!existsSync(OPEN_FILES))('what is opened for an answer is closed with its connection', async () => {
  const [large] = listFiles().filter((file) => /\/maplibre-.*\.js$/.test(file));
  const { hostname, port } = new URL(server.url);
  await ask(server.url, large!);
  const before = readdirSync(OPEN_FILES).length;
  const sockets = Array.from({ length: SOCKETS }, (_, i) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }).on('error', () => undefined);
    socket.pause().write(`GET ${large} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(8));
    // Every second one says that it sends no more.
    if (i % 2) socket.end();
    return socket;
  });
  await ask(server.url, '/api/search');
  await expect.poll(() => sockets.every(({ bytesWritten }) => bytesWritten > 0)).toBe(true);
  // What were refused would open nothing.
  expect((await ask(server.url, large!)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => readdirSync(OPEN_FILES).length).toBeLessThanOrEqual(before + 2);
});

/** As the modules of the app say them, the values of their patterns filled in. */
function listAppPaths(): string[] {
  const modules = path.join(webRoot, '../src/modules');
  const found = readdirSync(modules).flatMap((folder) => {
    const file = path.join(modules, folder, 'module.ts');
    if (!existsSync(file)) return [];
    const paths = readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/g);
    return Array.from(paths, ([, written]) => written!.replaceAll('\\\\', '\\'));
  });
  const samples: Record<string, string> = { reach: '10', supply: '330106', timetable: '2026-11-28', pin: '0a1b' };
  const tabs = ['schedule', 'learning', 'me'];
  return [...found, ...tabs].flatMap((written) => {
    const [name = ''] = written.split('/');
    return written === name ? [name] : [name, `${name}/${samples[name] ?? 'none'}`];
  });
}

test('every address of the app is served, and nothing else is the app', async () => {
  const paths = listAppPaths();
  expect(paths.length).toBeGreaterThan(6);
  for (const name of paths) {
    for (const lang of ['', '/en']) {
      const { status, headers, body } = await ask(server.url, `${lang}/${name}`, html);
      expect([status, body.includes('id="app"'), headers['x-robots-tag']], `${lang}/${name}`).toEqual([
        200,
        true,
        'noindex',
      ]);
    }
  }
  for (const name of [
    '/.git/config',
    '/metrics',
    '/debug',
    '/admin',
    '/nonsense',
    '/activities/1/',
    '/saved/x',
    '/en/x',
  ]) {
    const { status, headers, body } = await ask(server.url, name, { ...html, 'accept-language': 'en' });
    expect([status, headers['content-language']], name).toEqual([404, 'en']);
    expect(body.toString(), name).not.toContain('id="app"');
    expect((await ask(server.url, name)).headers['content-type'], name).toContain('application/problem+json');
  }
  expect((await ask(server.url, '/nonsense', html)).body.toString()).toContain('lang="zh-CN"');
});

test('lists of errors are bounded and say how many more', async () => {
  const names = Array.from({ length: 900 }, (_, i) => `a${i}=1`).join('&');
  const { status, body, headers } = await ask(server.url, `/api/search?${names}`);
  const { errors, moreErrors } = JSON.parse(body.toString()) as { errors: unknown[]; moreErrors: number };
  expect([status, errors.length, moreErrors]).toEqual([400, 20, 880]);
  expect(headers.vary).toContain('Accept-Language');
  const keys = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, 1]));
  const posted = await fetch(`${server.url}/api/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(keys),
  });
  expect([posted.status, (await posted.text()).length < 10_000]).toEqual([400, true]);
  expect((await ask(server.url, '/api/supply.csv')).headers.vary).toContain('Accept-Language');
  expect((await ask(server.url, '/basemap/7/107/52.mvt?x=1')).status).toBe(400);
});
