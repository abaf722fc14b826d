import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLearningTiles } from './learning-tiles.ts';

let server: Server;
let origin: string;
let asked: string[];
let answer: (response: ServerResponse, nth: number) => void;
let refreshed: (string[] | 'all')[];

beforeEach(async () => {
  asked = [];
  refreshed = [];
  server = createServer((request, response) => answer(response, asked.push(request.url!))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function makeTiles() {
  const refresh = (tiles?: { z: number; x: number; y: number }[]) =>
    void refreshed.push(tiles?.map(({ z, x, y }) => `${z}/${x}/${y}`) ?? 'all');
  const tiles = createLearningTiles({ origin, filters: {}, refresh });
  const load = async (key: string, wanted = new AbortController()) => {
    const { data } = await tiles.load({ url: `learning://${key}` }, wanted);
    return new TextDecoder().decode(data as ArrayBuffer);
  };
  return { ...tiles, load };
}

test('a tile that changes while it is on its way is asked for again', async () => {
  const tiles = makeTiles();
  answer = (response, nth) => {
    if (nth === 1) tiles.change(['9/427/209']);
    response.end(`answer ${nth}`);
  };
  expect(await tiles.load('9/427/209')).toBe('answer 2');
  expect(await tiles.load('9/428/209')).toBe('answer 3');
});

test('a tile that comes under other filters than it was asked for is asked for again', async () => {
  const tiles = makeTiles();
  answer = (response, nth) => {
    if (nth === 1) tiles.filter({ kind: 'course' });
    response.end(`answer ${nth}`);
  };
  expect(await tiles.load('9/427/209')).toBe('answer 2');
  expect(asked).toEqual(['/tiles/learning/9/427/209.mvt', '/tiles/learning/9/427/209.mvt?kind=course']);
});

test('a tile the map did not ask for again after a change is named again when the map rests', async () => {
  const tiles = makeTiles();
  answer = (response) => response.end();
  tiles.change(['9/427/209', '10/854/418']);
  expect(refreshed).toEqual([['9/427/209', '10/854/418']]);
  await tiles.load('9/427/209');
  tiles.settle();
  expect(refreshed.at(-1)).toEqual(['10/854/418']);
  await tiles.load('10/854/418');
  tiles.settle();
  expect(refreshed).toHaveLength(2);
});

test('when anything may have changed all is asked for again', () => {
  const tiles = makeTiles();
  tiles.change(null);
  expect(refreshed).toEqual(['all']);
});

test('a server that is away for a moment is waited for', async () => {
  const tiles = makeTiles();
  answer = (response, nth) => {
    if (nth === 1) response.destroy();
    else response.writeHead(nth === 2 ? 503 : 200).end(`answer ${nth}`);
  };
  expect(await tiles.load('9/427/209')).toBe('answer 3');
});

test('a refused tile is empty, and one no longer wanted ends', async () => {
  const tiles = makeTiles();
  answer = (response) => response.writeHead(400).end('no');
  expect(await tiles.load('9/427/209')).toBe('');
  const wanted = new AbortController();
  answer = (response) => {
    response.writeHead(503).end();
    setTimeout(() => wanted.abort(), 20);
  };
  await expect(tiles.load('9/427/209', wanted)).rejects.toMatchObject({ name: 'AbortError' });
});
