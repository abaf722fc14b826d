import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shanghaiDay, weekdayOf, wordSession } from './session.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
// A Wednesday.
const now = at('2026-11-25T10:00');
const word = (start: string) => wordSession(at(start), at(start) + 7_200_000, now);

test('sessions are told as people say them', () => {
  expect(word('2026-11-25T09:00')).toEqual({ key: 'on' });
  expect(word('2026-11-25T14:00')).toEqual({ key: 'today' });
  expect(word('2026-11-25T18:30')).toEqual({ key: 'tonight' });
  expect(word('2026-11-26T18:30')).toEqual({ key: 'tomorrow' });
  expect(word('2026-11-28T09:00')).toEqual({ key: 'thisWeek', weekday: 6 });
  expect(word('2026-11-29T23:59')).toEqual({ key: 'thisWeek', weekday: 7 });
  expect(word('2026-11-30T00:00')).toEqual({ key: 'nextWeek', weekday: 1 });
  expect(word('2026-12-06T09:00')).toEqual({ key: 'nextWeek', weekday: 7 });
  expect(word('2026-12-07T09:00')).toEqual({ key: 'onDate' });
  expect(word('2026-11-20T09:00')).toEqual({ key: 'onDate' });
});

test('days and weekdays agree with Intl in Shanghai', () => {
  const names = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const zone = { timeZone: 'Asia/Shanghai' };
  fc.assert(
    fc.property(fc.integer({ min: at('1995-01-01T00:00'), max: at('2090-01-01T00:00') }), (ms) => {
      const day = shanghaiDay(ms);
      const date = new Intl.DateTimeFormat('sv-SE', zone).format(ms);
      expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(date);
      expect(names[weekdayOf(day)]).toBe(new Intl.DateTimeFormat('en-US', { ...zone, weekday: 'short' }).format(ms));
    }),
  );
});
