import { expect, test } from 'vitest';
import { describeNearestSeat, findNearestSeat, type Seat } from './nearest-seat.ts';

const zhuji: Seat = { name: '诸暨市', nameEn: 'Zhuji', lngLat: [120.24, 29.71] };
const yiwu: Seat = { name: '义乌市', nameEn: 'Yiwu', lngLat: [120.07, 29.31] };

test('names the nearest seat with distance and direction', () => {
  const nearest = findNearestSeat([yiwu, zhuji], [120.34, 29.8])!;
  expect(nearest.seat).toBe(zhuji);
  expect(nearest.metres).toBeGreaterThan(13_500);
  expect(nearest.metres).toBeLessThan(14_200);
  expect(describeNearestSeat(nearest, 'zh-CN')).toBe('诸暨市 东北 14公里');
  expect(describeNearestSeat(nearest, 'en')).toBe('14 km NE of Zhuji');
});

test.each([
  [[0, 0.1], '北'],
  [[0.1, 0], '东'],
  [[0, -0.1], '南'],
  [[-0.1, 0], '西'],
  [[-0.1, 0.09], '西北'],
] as const)('%j lies to the %s', ([east, north], direction) => {
  const nearest = findNearestSeat([zhuji], [120.24 + east, 29.71 + north])!;
  expect(describeNearestSeat(nearest, 'zh-CN').split(' ')[1]).toBe(direction);
});

test('at the seat only its name stands', () => {
  expect(describeNearestSeat(findNearestSeat([zhuji], [120.241, 29.711])!, 'en')).toBe('Zhuji');
});

test('without seats there is none', () => {
  expect(findNearestSeat([], [120, 29])).toBeNull();
});
