import { expect, test } from 'vitest';
import type { LngLat } from '../geometry/lng-lat.ts';
import { findTapped, groupPoints, radiusOfGroup } from './point-groups.ts';

const point = (n: number, lng: number): { n: number; lngLat: LngLat } => ({ n, lngLat: [lng, 30.26] });

test('what is at one spot is one circle, and the larger the more is there', () => {
  const groups = groupPoints([point(1, 120.13), point(2, 120.14), point(3, 120.13)]);
  expect(groups.map(({ points }) => points.map(({ n }) => n))).toEqual([[1, 3], [2]]);
  expect(radiusOfGroup(groups[0]!)).toBeGreaterThan(radiusOfGroup(groups[1]!));
});

test('a tap means the nearest circle within reach of a finger, by the zoom', () => {
  const groups = groupPoints([point(1, 120.13), point(2, 120.131)]);
  expect(findTapped(groups, [120.1301, 30.26], 15)?.points[0]?.n).toBe(1);
  expect(findTapped(groups, [120.1308, 30.26], 15)?.points[0]?.n).toBe(2);
  expect(findTapped(groups, [120.2, 30.26], 15)).toBeNull();
  expect(findTapped(groups, [120.2, 30.26], 3)).not.toBeNull();
});
