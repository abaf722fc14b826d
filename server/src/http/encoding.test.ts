import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipOnce, matchesEtag, takesGzip } from './encoding.ts';

test.each([
  [undefined, false],
  ['', false],
  ['br', false],
  ['gzip, deflate, br', true],
  ['GZIP;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000, *', false],
  ['*', true],
  ['*;q=0', false],
])('Accept-Encoding %s', (header, takes) => {
  expect(takesGzip(header)).toBe(takes);
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

test('bytes are packed once, and only where it pays', async () => {
  const bytes = new Uint8Array(5000).fill(7);
  const small = await gzipOnce(bytes);
  expect(new Uint8Array(gunzipSync(small!))).toEqual(bytes);
  expect(await gzipOnce(bytes)).toBe(small);
  expect(await gzipOnce(bytes.slice(0, 500))).toBeNull();
  expect(await gzipOnce(crypto.getRandomValues(new Uint8Array(5000)))).toBeNull();
});
