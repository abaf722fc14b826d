import { expect, test } from 'vitest';
import { findTapped, groupPoints, radiusOfGroup, type QueuePoint } from './queue-points.ts';

const point = (report: number, lng: number): QueuePoint => ({
  ...{ pin: report, revision: null, report, kind: 'activity', title: `第${report}项`, flags: [] },
  lngLat: [lng, 30.26],
});

test('what waits at one spot is one circle, and the larger the more wait there', () => {
  const groups = groupPoints([point(1, 120.13), point(2, 120.14), point(3, 120.13)]);
  expect(groups.map(({ points }) => points.map(({ report }) => report))).toEqual([[1, 3], [2]]);
  expect(radiusOfGroup(groups[0]!)).toBeGreaterThan(radiusOfGroup(groups[1]!));
});

test('a tap means the nearest circle within reach of a finger, by the zoom', () => {
  const groups = groupPoints([point(1, 120.13), point(2, 120.131)]);
  expect(findTapped(groups, [120.1301, 30.26], 15)?.points[0]?.report).toBe(1);
  expect(findTapped(groups, [120.1308, 30.26], 15)?.points[0]?.report).toBe(2);
  expect(findTapped(groups, [120.2, 30.26], 15)).toBeNull();
  expect(findTapped(groups, [120.2, 30.26], 3)).not.toBeNull();
});
