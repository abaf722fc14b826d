import { destination } from '@turf/destination';
import { expect, test } from 'vitest';
import { bearingBetween, metresBetween } from './metres.ts';

test('one degree of a meridian is 111.195 km on the mean sphere', () => {
  expect(metresBetween([120, 30], [120, 31])).toBeCloseTo(111_195.08, 1);
  expect(metresBetween([120, 30], [120, 30])).toBe(0);
  expect(metresBetween([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6_371_008.8, 3);
});

test('who goes in the direction of a point comes to it', () => {
  for (const bearing of [-179, -135, -90, -1, 0, 45, 90, 135, 180])
    for (const metres of [900, 40_000, 2_000_000]) {
      const to = destination([120.2, 30.3], metres, bearing, { units: 'meters' }).geometry.coordinates;
      expect(bearingBetween([120.2, 30.3], to as [number, number])).toBeCloseTo(bearing, 6);
    }
});
