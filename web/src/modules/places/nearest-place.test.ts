import { expect, test } from 'vitest';
import { nearestPlace } from './nearest-place.ts';

const lake = { name: 'lake', lngLat: [120.12, 30.22] as [number, number] };
const hill = { name: 'hill', lngLat: [120.125, 30.22] as [number, number] };

test('a spot stands for the nearest place', () => {
  expect(nearestPlace([lake, hill], [120.1241, 30.2201])).toBe(hill);
  expect(nearestPlace([lake, hill], [120.119, 30.221])).toBe(lake);
});

test('a spot far from all places stands for none', () => {
  expect(nearestPlace([lake, hill], [120.2, 30.22])).toBeNull();
  expect(nearestPlace([], [120.12, 30.22])).toBeNull();
});
