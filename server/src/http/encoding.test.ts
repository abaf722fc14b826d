import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { matchesEtag, pack, preferredCoding } from './encoding.ts';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['deflate', null],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0.5, gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['gzip;q=0', null],
  ['gzip; q=0.000, *', 'br'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['gzip;q=0, br;q=0, *', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['identity, gzip;q=0.5', null],
  ['identity;q=0.2, gzip;q=0.5', 'gzip'],
  ['gzip;q=2, br;q=x', null],
  [`gzip, ${'x'.repeat(200)}`, 'gzip'],
])('Accept-Encoding %s asks for %s', (header, coding) => {
  expect(preferredCoding(header)).toBe(coding);
  expect(preferredCoding(header)).toBe(coding);
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"ab"', false],
])('If-None-Match %s', (header, matches) => {
  expect(matchesEtag(header, '"a"')).toBe(matches);
});

test('bytes are packed where it pays, into memory of their own', async () => {
  const bytes = new Uint8Array(5000).fill(7);
  const [small, smaller] = [await pack(bytes, 'gzip'), await pack(bytes, 'br')];
  expect(new Uint8Array(gunzipSync(small!))).toEqual(bytes);
  expect(new Uint8Array(brotliDecompressSync(smaller!))).toEqual(bytes);
  expect([small!.buffer.byteLength, smaller!.buffer.byteLength]).toEqual([small!.length, smaller!.length]);
  for (const coding of ['br', 'gzip'] as const)
    expect(await pack(crypto.getRandomValues(new Uint8Array(5000)), coding)).toBeNull();
});
