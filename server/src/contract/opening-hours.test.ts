import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tellWeek } from './opening-hours.ts';

const EVERY = [1, 2, 3, 4, 5, 6, 7];
const span = (opens: string, closes: string, isNextDay = false) => ({ opens, closes, isNextDay });

test('spans that touch or overlap are one', () => {
  const hours = [
    { days: [1, 2], opens: '12:00', closes: '17:00' },
    { days: [1, 2], opens: '08:30', closes: '12:00' },
    { days: [6], opens: '09:00', closes: '11:00' },
    { days: [6], opens: '10:00', closes: '10:30' },
  ];
  expect(tellWeek(hours)).toEqual([
    { days: [1, 2], spans: [span('08:30', '17:00')] },
    { days: [6], spans: [span('09:00', '11:00')] },
  ]);
});

test('a night is told on the day it begins', () => {
  const hours = [
    { days: EVERY, opens: '18:00', closes: '24:00' },
    { days: EVERY, opens: '00:00', closes: '02:00' },
  ];
  expect(tellWeek(hours)).toEqual([{ days: EVERY, spans: [span('18:00', '02:00', true)] }]);
  expect(tellWeek([hours[0]!])).toEqual([{ days: EVERY, spans: [span('18:00', '24:00')] }]);
  const weekend = [
    { days: [5, 6], opens: '20:00', closes: '24:00' },
    { days: [6, 7], opens: '00:00', closes: '04:00' },
  ];
  expect(tellWeek(weekend)).toEqual([{ days: [5, 6], spans: [span('20:00', '04:00', true)] }]);
});

test('never closed is always, one whole day is that day', () => {
  expect(tellWeek([{ days: EVERY, opens: '00:00', closes: '24:00' }])).toBe('always');
  const halves = [
    { days: EVERY, opens: '00:00', closes: '12:00' },
    { days: EVERY, opens: '12:00', closes: '24:00' },
  ];
  expect(tellWeek(halves)).toBe('always');
  expect(tellWeek([{ days: [6], opens: '00:00', closes: '24:00' }])).toEqual([
    { days: [6], spans: [span('00:00', '24:00')] },
  ]);
});

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const toMinutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const anyHours = fc.array(
  fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      at: fc.integer({ min: 0, max: 47 }),
      for: fc.integer({ min: 1, max: 48 }),
    })
    .map(({ days, at, for: length }) => ({
      days,
      opens: clock(at * 30),
      closes: clock(Math.min(48, at + length) * 30),
    })),
  { maxLength: 6 },
);

/** Half hours of a week. */
function halfHours(spans: readonly { day: number; from: number; to: number }[]): Set<number> {
  const open = new Set<number>();
  for (const { day, from, to } of spans)
    for (let at = from; at < to; at += 30) open.add(((day - 1) * 1440 + at) % (7 * 1440));
  return open;
}

test('what is told is when it is open, no span twice', () => {
  fc.assert(
    fc.property(anyHours, (hours) => {
      const given = hours.flatMap(({ days, opens, closes }) =>
        days.map((day) => ({ day, from: toMinutes(opens), to: toMinutes(closes) })),
      );
      const told = tellWeek(hours);
      const spans =
        told === 'always'
          ? EVERY.map((day) => ({ day, from: 0, to: 1440 }))
          : told.flatMap(({ days, spans }) =>
              days.flatMap((day) =>
                spans.map(({ opens, closes, isNextDay }) => ({
                  day,
                  from: toMinutes(opens),
                  to: toMinutes(closes) + (isNextDay ? 1440 : 0),
                })),
              ),
            );
      expect([...halfHours(spans)].sort()).toEqual([...halfHours(given)].sort());
      const length = spans.reduce((sum, { from, to }) => sum + (to - from) / 30, 0);
      expect(length).toBe(halfHours(given).size);
    }),
  );
});
