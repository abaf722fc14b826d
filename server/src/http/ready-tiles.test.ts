import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FEWEST_BYTES } from './encoding.ts';
import { ReadyTile } from './ready-tile.ts';
import { ENTRY_BYTES, MOST_TILES, ReadyTiles, tileNumber } from './ready-tiles.ts';

const tileOf = (length: number) => new ReadyTile(new Uint8Array(length).fill(7), '"a"');

test('a packing is made once and shared by those who wait for it', async () => {
  const tile = tileOf(5000);
  const [one, other] = [tile.form('br'), tile.form('br')];
  expect(one).toBe(other);
  const form = await one;
  expect(tile.form('br')).toBe(form);
  expect([form.coding, form.etag, tile.plain.etag]).toEqual(['br', 'W/"a"', '"a"']);
  expect(brotliDecompressSync(form.body)).toEqual(tile.plain.body);
});

test('what is small, or gets no smaller, stays plain', async () => {
  const small = tileOf(FEWEST_BYTES - 1);
  expect(small.form('gzip')).toBe(small.plain);
  const noise = new ReadyTile(crypto.getRandomValues(new Uint8Array(5000)), '"b"');
  expect(await noise.form('gzip')).toBe(noise.plain);
  expect(noise.form('gzip')).toBe(noise.plain);
  expect(noise.form(null)).toBe(noise.plain);
});

test('tiles stay within their bytes, those asked for again the longest; empty ones take room too', () => {
  const kept = new ReadyTiles(3 * ENTRY_BYTES + 150);
  kept.set(1, tileOf(100), 0);
  kept.set(2, null, 0);
  kept.set(3, tileOf(50), 0);
  expect(kept.bytes).toBe(3 * ENTRY_BYTES + 150);
  expect(kept.get(2)?.tile).toBeNull();
  kept.set(4, null, 0);
  expect([1, 2, 3, 4].filter((key) => kept.get(key))).toEqual([2, 3, 4]);
  kept.set(5, tileOf(10_000), 0);
  expect(kept.get(5)).toBeUndefined();
  kept.clear();
  expect([kept.bytes, kept.get(2)]).toEqual([0, undefined]);
});

test('packings count, as long as their tile is kept', async () => {
  const kept = new ReadyTiles(2 * ENTRY_BYTES + 4000);
  const [first, second] = [tileOf(2000), tileOf(2000)];
  kept.set(1, first, 0);
  const { body } = await first.form('gzip');
  expect(kept.bytes).toBe(ENTRY_BYTES + 2000 + body.length);
  kept.set(2, second, 0);
  expect([kept.get(1), kept.bytes]).toEqual([undefined, ENTRY_BYTES + 2000]);
  await first.form('br');
  expect(kept.bytes).toBe(ENTRY_BYTES + 2000);
  kept.set(2, tileOf(3000), 1);
  await second.form('br');
  expect([kept.get(2)?.version, kept.bytes]).toEqual([1, ENTRY_BYTES + 3000]);
});

test('every tile has a number of its own', () => {
  const all = [0, 1, 2, 3, 4].flatMap((z) =>
    Array.from({ length: 4 ** z }, (_, i) => tileNumber(z, i % 2 ** z, Math.floor(i / 2 ** z))),
  );
  expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, at) => at));
  expect(tileNumber(18, 2 ** 18 - 1, 2 ** 18 - 1)).toBe(MOST_TILES - 1);
  expect(Number.isSafeInteger(98_000 * MOST_TILES)).toBe(true);
});
