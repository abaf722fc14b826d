import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';

const weights = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });

test('gives everything out, each within one of its share', () => {
  fc.assert(
    fc.property(weights, fc.nat(10_000), (list, total) => {
      const counts = allocate(total, list);
      const sum = list.reduce((whole, weight) => whole + weight, 0);
      expect(counts.reduce((whole, count) => whole + count, 0)).toBe(total);
      counts.forEach((count, at) => expect(Math.abs(count - (list[at]! / sum) * total)).toBeLessThanOrEqual(1));
    }),
  );
});

test('a heavier part never gets less, and nobody less than the least', () => {
  fc.assert(
    fc.property(weights, fc.nat(500), fc.nat(3), (list, spare, least) => {
      const sorted = [...list].sort((a, b) => b - a);
      const counts = allocate(spare + least * list.length, sorted, least);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(least);
      counts.slice(1).forEach((count, at) => expect(count).toBeLessThanOrEqual(counts[at]!));
    }),
  );
});

test('refuses what cannot be shared out', () => {
  expect(() => allocate(3, [1, 1], 2)).toThrow('3 cannot give 2 to each of 2');
  expect(() => allocate(3, [])).toThrow('no weight');
});
