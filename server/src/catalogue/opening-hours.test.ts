import { expect, test } from 'vitest';
import { Facet } from './facet.ts';
import { listOpen, patternKey } from './opening-hours.ts';
import { parseWallTime } from './wall-time.ts';

const HOURS = JSON.stringify([
  { days: [1, 2, 3], opens: '09:00', closes: '12:00' },
  { days: [1], opens: '13:00', closes: '24:00' },
]);
// 2026-11-23 is a Monday.
const facet = new Facet('hours', [
  patternKey(HOURS, [])!,
  patternKey(HOURS, [['2026-11-23', null, null]])!,
  patternKey(null, [['2026-11-24', '08:00:00', '09:30:00']])!,
]);
const openAt = (time: string) => listOpen(facet, parseWallTime(time)).map(([index]) => index);

test('a week, a closed day and special hours', () => {
  expect(openAt('2026-11-23T08:59')).toEqual([]);
  expect(openAt('2026-11-23T09:00')).toEqual([0]);
  expect(openAt('2026-11-23T12:00')).toEqual([]);
  expect(openAt('2026-11-23T23:59')).toEqual([0]);
  expect(openAt('2026-11-24T00:00')).toEqual([]);
  expect(openAt('2026-11-24T09:00')).toEqual([0, 1, 2]);
  expect(openAt('2026-11-24T09:30')).toEqual([0, 1]);
  expect(openAt('2026-11-29T10:00')).toEqual([]);
});

test('equal hours share a pattern, no hours have none', () => {
  const [a, b] = [['2026-11-23', null, null] as const, ['2026-11-24', null, null] as const];
  expect(patternKey(HOURS, [a, b])).toBe(patternKey(HOURS, [b, a]));
  expect(patternKey(null, [])).toBeNull();
});
