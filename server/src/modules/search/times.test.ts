import type { Range } from '@zlm/tiles';
import { expect, test } from 'vitest';
import { parseWallTime } from '../../catalogue/wall-time.ts';
import { toWallMinutes, fromDayNumber, toDayNumber } from '../../formats/shanghai-time.ts';
import { Filters, type FilterInput } from '../../contract/filters.ts';
import { resolveSlots } from './times.ts';

const bounds = { sessionDays: [toDayNumber('2026-01-01'), toDayNumber('2027-12-31')] as const, past: false };

/** 2026-11-28 morning and the like, day by day. */
function slots(input: FilterInput, now: string, past = false): string[] | undefined {
  const ranges = resolveSlots(Filters.parse(input), parseWallTime(now), { ...bounds, past });
  return ranges?.flatMap(list);
}
function list([from, to]: Range): string[] {
  const inside: string[] = [];
  for (let slot = from; slot < Math.min(to, from + 60); slot++) {
    inside.push(`${fromDayNumber(Math.floor(slot / 3))} ${['morning', 'afternoon', 'evening'][slot % 3]}`);
  }
  return inside;
}
const days = (list: string[] | undefined) => [...new Set(list?.map((slot) => slot.slice(0, 10)))];

test('no time filter is no slots', () => {
  expect(slots({ q: '书法', open: 'now' }, '2026-11-28T10:00')).toBeUndefined();
});

test.each([
  ['2026-11-28T00:00', 'morning'],
  ['2026-11-28T11:59', 'morning'],
  ['2026-11-28T12:00', 'afternoon'],
  ['2026-11-28T17:29', 'afternoon'],
  ['2026-11-28T17:30', 'evening'],
  ['2026-11-28T23:59', 'evening'],
])('now at %s is the %s of that day', (now, part) => {
  expect(slots({ when: 'now' }, now)).toEqual([`2026-11-28 ${part}`]);
});

test.each([
  // Monday, Friday, Saturday, Sunday
  ['2026-11-23T10:00', ['2026-11-28', '2026-11-29']],
  ['2026-11-27T23:59', ['2026-11-28', '2026-11-29']],
  ['2026-11-28T00:00', ['2026-11-28', '2026-11-29']],
  ['2026-11-28T23:59', ['2026-11-28', '2026-11-29']],
  ['2026-11-29T00:00', ['2026-11-29']],
  ['2026-11-29T23:59', ['2026-11-29']],
  ['2026-11-30T00:00', ['2026-12-05', '2026-12-06']],
])('the weekend at %s is %s', (now, expected) => {
  expect(days(slots({ when: 'weekend' }, now))).toEqual(expected);
});

test('today, tonight, tomorrow and the next seven days', () => {
  expect(slots({ when: 'today' }, '2026-11-28T20:00')).toHaveLength(3);
  expect(slots({ when: 'tonight' }, '2026-11-28T09:00')).toEqual(['2026-11-28 evening']);
  expect(days(slots({ when: 'tomorrow' }, '2026-12-31T23:59'))).toEqual(['2027-01-01']);
  expect(days(slots({ when: 'week' }, '2026-11-26T09:00'))).toEqual([
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
  ]);
  expect(days(slots({ when: 'week' }, '2026-11-29T09:00'))).toHaveLength(7);
});

test('days, parts and weekdays combine', () => {
  const now = '2026-11-23T10:00';
  expect(days(slots({ from: '2026-11-25', to: '2026-11-26' }, now))).toEqual(['2026-11-25', '2026-11-26']);
  expect(slots({ from: '2026-11-25', to: '2026-11-26', part: 'evening' }, now)).toEqual([
    '2026-11-25 evening',
    '2026-11-26 evening',
  ]);
  expect(days(slots({ from: '2026-11-23', to: '2026-12-06', weekday: '3,7' }, now))).toEqual([
    '2026-11-25',
    '2026-11-29',
    '2026-12-02',
    '2026-12-06',
  ]);
  expect(slots({ when: 'weekend', weekday: '7', part: 'morning' }, now)).toEqual(['2026-11-29 morning']);
  expect(slots({ when: 'tonight', part: 'morning' }, now)).toEqual([]);
  expect(slots({ when: 'weekend', to: '2026-11-27' }, now)).toEqual([]);
});

test('without a first day it begins today, unless what has ended is asked for', () => {
  const now = '2026-11-23T10:00';
  expect(days(slots({ to: '2026-11-24' }, now))).toEqual(['2026-11-23', '2026-11-24']);
  expect(days(slots({ weekday: '1', to: '2026-11-30' }, now))).toEqual(['2026-11-23', '2026-11-30']);
  expect(days(slots({ weekday: '1', to: '2026-11-30' }, now, true))[0]).toBe('2026-01-05');
});

test('wall time is Shanghai time all year, wherever the process runs', () => {
  expect(toWallMinutes(new Date('2026-07-01T16:00:00Z'))).toBe(parseWallTime('2026-07-02T00:00'));
  expect(toWallMinutes(new Date('2026-12-31T15:59:59Z'))).toBe(parseWallTime('2026-12-31T23:59'));
});
