import { expect, test } from 'vitest';
import { metresBetween } from './metres.ts';

test('one degree of a meridian is 111.195 km on the mean sphere', () => {
  expect(metresBetween([120, 30], [120, 31])).toBeCloseTo(111_195.08, 1);
  expect(metresBetween([120, 30], [120, 30])).toBe(0);
  expect(metresBetween([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6_371_008.8, 3);
});
