import { expect, test } from 'vitest';
import { radiiFor, widen } from './circle.ts';

test('no distance is offered that is shorter than its start may be off', () => {
  expect(radiiFor(0)).toEqual([500, 1_000, 3_000, 5_000, 10_000, 30_000]);
  expect(radiiFor(1_000)[0]).toBe(1_000);
  expect(radiiFor(3_001)).toEqual([5_000, 10_000, 30_000]);
  expect(radiiFor(50_000)).toEqual([]);
});

test('a distance that was chosen grows as wide as the start is known', () => {
  expect([widen(3_000, 0), widen(923, 30), widen(500, 2_400), widen(5_000, 2_400)]).toEqual([3_000, 923, 3_000, 5_000]);
  expect([widen(500, 41_000.2), widen(500, 2e6)]).toEqual([41_001, 500_000]);
});
