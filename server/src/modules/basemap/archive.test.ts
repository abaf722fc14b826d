import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { runProgram } from '../../testing/program.ts';
import { writeStreetMap } from '../../testing/street-map.ts';
import { ask } from '../../testing/wire.ts';
import { checkBasemap } from './check.ts';
import { BaseMap } from './schema.ts';

const PATH = '/basemap/map.pmtiles';
const APPROVED = { MAP_APPROVAL_NUMBER: '浙S(2024)12号' };

let folder: string;
let server: TestServer;
const bytes = writeStreetMap({ boundaries: false });
const fileOf = (name: string) => join(folder, name);
const check = (name: string, more: Record<string, string> = {}) =>
  checkBasemap(readConfig({ BASEMAP: `pmtiles:${fileOf(name)}`, NODE_ENV: 'production', ...more }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zlm-basemap-'));
  await writeFile(fileOf('streets.pmtiles'), bytes);
  await writeFile(fileOf('borders.pmtiles'), writeStreetMap({ boundaries: true }));
  await writeFile(fileOf('text.pmtiles'), 'no map at all, only words, and '.repeat(20));
  await writeFile(fileOf('cut.pmtiles'), bytes.subarray(0, 100));
  server = await startTestServer({ scale: 0, settings: { BASEMAP: `pmtiles:${fileOf('streets.pmtiles')}` } });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test('boundaries need an approval number in production', async () => {
  await expect(check('borders.pmtiles')).rejects.toThrow(/BASEMAP: .*boundaries.*MAP_APPROVAL_NUMBER/);
  await check('borders.pmtiles', APPROVED);
  await check('borders.pmtiles', { NODE_ENV: '' });
  await check('streets.pmtiles');
});

test.each([
  ['none.pmtiles', 'cannot be read (ENOENT)'],
  ['text.pmtiles', 'is no PMTiles archive'],
  ['cut.pmtiles', 'is no PMTiles archive'],
  ['.', 'is no PMTiles archive'],
])('%s is no base map, and that is said', async (name, reason) => {
  await expect(check(name)).rejects.toThrow(reason);
});

test('a public start with unapproved boundaries ends with that sentence', async () => {
  const settings = { BASEMAP: `pmtiles:${fileOf('borders.pmtiles')}`, NODE_ENV: 'production', DATA_DIR: folder };
  const program = await runProgram(settings);
  expect(await program.exited).toBe(1);
  expect(program.output()).toContain('审图号');
  expect(program.output()).not.toContain('    at ');
});

test('the app is told where the archive is, and its words without markup', async () => {
  const { body } = await ask(server.url, '/api/basemap');
  expect(BaseMap.parse(JSON.parse(body.toString()))).toEqual({
    type: 'pmtiles',
    approvalNumber: null,
    path: PATH,
    minzoom: 0,
    maxzoom: 14,
    attribution: 'Test streets © nobody',
    hasBoundaries: false,
  });
});

test.each([
  ['bytes=0-126', 0, 127],
  ['bytes=127-300', 127, 301],
  ['bytes=1000-', 1000, bytes.length],
  ['bytes=-10', bytes.length - 10, bytes.length],
  [`bytes=5-${bytes.length + 100}`, 5, bytes.length],
])('%s is that part', async (range, from, to) => {
  const answer = await ask(server.url, PATH, { range, 'accept-encoding': 'gzip, br' });
  expect(answer.status).toBe(206);
  expect(answer.headers['content-range']).toBe(`bytes ${from}-${to - 1}/${bytes.length}`);
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.body.equals(bytes.subarray(from, to))).toBe(true);
});

test('without a range it is the whole, HEAD tells its size, another method is refused', async () => {
  const [get, head] = [await ask(server.url, PATH), await ask(server.url, PATH, {}, 'HEAD')];
  expect(get.body.equals(bytes)).toBe(true);
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(bytes.length)]);
  expect([get.headers['accept-ranges'], get.headers['access-control-allow-origin']]).toEqual(['bytes', '*']);
  const post = await ask(server.url, PATH, {}, 'POST');
  expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

test('a range past the end is 416 with the size, in words too', async () => {
  const answer = await ask(server.url, `${PATH}?lang=en`, { range: `bytes=${bytes.length}-` });
  expect([answer.status, answer.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
  expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 416, title: 'The file has no such part' });
});

test('an ETag saves the way, and keeps parts of two files apart', async () => {
  const { etag = '' } = (await ask(server.url, PATH, { range: 'bytes=0-9' })).headers;
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect((await ask(server.url, PATH, { 'if-none-match': etag })).status).toBe(304);
  const range = 'bytes=0-9';
  expect((await ask(server.url, PATH, { range, 'if-range': etag })).status).toBe(206);
  const other = await ask(server.url, PATH, { range, 'if-range': '"other"' });
  expect([other.status, other.body.length]).toEqual([200, bytes.length]);
});

test('a reader of archives finds the tiles over HTTP', async () => {
  const tile = await new PMTiles(server.url + PATH).getZxy(9, 426, 211);
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(tile!.data)));
  expect(Object.keys(layers)).toEqual(expect.arrayContaining(['earth', 'roads', 'places']));
  const names = Array.from({ length: layers.places!.length }, (_, i) => layers.places!.feature(i).properties.name);
  expect(names).toContain('富阳区');
});
