import { describe, expect, test } from 'vitest';
import { isWithin } from '../state/url-values.ts';
import type { LngLat } from './lng-lat.ts';
import { metresBetween } from './metres.ts';
import { areaOf, circleAround, findFault, formatRing, parseRing } from './ring.ts';

const SQUARE: LngLat[] = [
  [120, 30],
  [120.1, 30],
  [120.1, 30.1],
  [120, 30.1],
];

test('a ring goes through the address and comes back', () => {
  const ring: LngLat[] = [
    [120.123456789, 30.1],
    [120.2, 30.1],
    [120.2, 30.3],
  ];
  expect(formatRing(ring)).toBe('120.12346,30.1,120.2,30.1,120.2,30.3');
  expect(parseRing(formatRing(ring))).toEqual([[120.12346, 30.1], ...ring.slice(1)]);
});

test('200 corners with all their digits fit what the address takes', () => {
  const ring = circleAround([120.123456, 30.123456], 12_345, 200);
  expect(isWithin(formatRing(ring))).toBe(true);
  expect(findFault(ring)).toBeNull();
  expect(findFault([...ring, [120, 30]])).toBe('many');
});

test('areas are those of the sphere', () => {
  // A tenth of a degree each way: R² · Δλ · (sin φ₂ − sin φ₁).
  const exact = 6_371_008.8 ** 2 * (Math.PI / 1800) * (Math.sin(30.1 * (Math.PI / 180)) - Math.sin(Math.PI / 6));
  expect(areaOf(SQUARE)).toBeCloseTo(exact, -3);
  expect(areaOf([...SQUARE].reverse())).toBeCloseTo(exact, -3);
  expect(areaOf(circleAround([120, 30], 1_000)) / (Math.PI * 1e6)).toBeCloseTo(1, 2);
});

test('every corner of a circle is as far as asked', () => {
  for (const corner of circleAround([120, 30], 923)) expect(metresBetween([120, 30], corner)).toBeCloseTo(923, 3);
});

describe('what is no area', () => {
  const [a, b, c, d] = SQUARE as [LngLat, LngLat, LngLat, LngLat];
  test.each<[string, LngLat[]]>([
    ['few', [a, b]],
    ['crossing', [a, c, b, d]],
    ['crossing', [a, b, d, c]],
    ['flat', [a, a, a]],
    ['flat', [a, b, [120.05, 30]]],
  ])('%s', (fault, ring) => expect(findFault(ring)).toBe(fault));
  test('a square is one', () => expect(findFault(SQUARE)).toBeNull());
});
