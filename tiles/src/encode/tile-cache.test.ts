import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TileCache, tileKey } from './tile-cache.ts';

test('keeps empty tiles apart from unknown ones', () => {
  const cache = new TileCache(10_000);
  cache.set(tileKey(1, '', 5, 26, 13), null);
  expect(cache.get('1//5/26/13')).toBeNull();
  expect(cache.get('2//5/26/13')).toBeUndefined();
  cache.clear();
  expect(cache.get('1//5/26/13')).toBeUndefined();
  expect(cache.bytes).toBe(0);
});

test('stays within its bytes, drops the least recently used, never gives another tile', () => {
  const step = fc.tuple(fc.nat(20), fc.nat(3000), fc.boolean());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const cache = new TileCache(8000);
      let recent: number[] = [];
      const sizes = new Map<number, number>();
      for (const [key, size, write] of steps) {
        if (write) {
          cache.set(`${key}`, new Uint8Array(size).fill(key));
          sizes.set(key, size);
        }
        const tile = cache.get(`${key}`);
        if (write) expect(tile?.length).toBe(size);
        if (tile) {
          expect([tile.length, tile.at(-1) ?? key]).toEqual([sizes.get(key), key]);
          recent = [...recent.filter((other) => other !== key), key];
        } else recent = recent.filter((other) => other !== key);
        expect(cache.bytes).toBeLessThanOrEqual(8000);
      }
      const kept = recent.map((key) => cache.get(`${key}`) !== undefined);
      expect(kept.lastIndexOf(false)).toBeLessThan(kept.includes(true) ? kept.indexOf(true) : Infinity);
    }),
  );
});

test('a tile larger than the cache is not kept', () => {
  const cache = new TileCache(1000);
  cache.set('a', new Uint8Array(5000));
  expect(cache.get('a')).toBeUndefined();
  expect(cache.bytes).toBe(0);
});
