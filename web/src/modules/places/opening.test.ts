import { expect, test } from 'vitest';
import { openingState } from './opening.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const weekdays = [1, 2, 3, 4, 5];
const place = {
  openingHours: [
    { days: weekdays, opens: '13:30', closes: '17:00' },
    { days: weekdays, opens: '08:30', closes: '11:30' },
  ],
  openingExceptions: [
    { date: '2026-11-26', opens: null, closes: null, note: null },
    { date: '2026-11-28', opens: '10:00', closes: '12:00', note: null },
  ],
};

test('open and closed follow the weekly hours', () => {
  // A Wednesday.
  expect(openingState(place, at('2026-11-25T08:00'))).toEqual({
    is: 'closed',
    opensAt: '08:30',
    inDays: 0,
    weekday: 3,
  });
  expect(openingState(place, at('2026-11-25T08:30'))).toEqual({ is: 'open', until: '11:30', inDays: 0, weekday: 3 });
  expect(openingState(place, at('2026-11-25T11:30'))).toEqual({
    is: 'closed',
    opensAt: '13:30',
    inDays: 0,
    weekday: 3,
  });
});

test('exceptions replace the day, closed or open', () => {
  expect(openingState(place, at('2026-11-25T17:00'))).toEqual({
    is: 'closed',
    opensAt: '08:30',
    inDays: 2,
    weekday: 5,
  });
  expect(openingState(place, at('2026-11-28T11:00'))).toEqual({ is: 'open', until: '12:00', inDays: 0, weekday: 6 });
});

test('unknown hours say nothing, empty hours say closed', () => {
  expect(openingState({ openingHours: null, openingExceptions: [] }, at('2026-11-25T08:00'))).toBeNull();
  expect(openingState({ openingHours: [], openingExceptions: [] }, at('2026-11-25T08:00'))).toEqual({
    is: 'closed',
    opensAt: null,
  });
});

test('hours go on over midnight, and 24:00 is the end of a day', () => {
  const week = [1, 2, 3, 4, 5, 6, 7];
  const night = {
    openingHours: [
      { days: [5], opens: '20:00', closes: '24:00' },
      { days: [6], opens: '00:00', closes: '02:00' },
    ],
    openingExceptions: [],
  };
  // A Friday and the Saturday after.
  expect(openingState(night, at('2026-11-27T21:00'))).toEqual({ is: 'open', until: '02:00', inDays: 1, weekday: 6 });
  expect(openingState(night, at('2026-11-28T01:00'))).toEqual({ is: 'open', until: '02:00', inDays: 0, weekday: 6 });
  const evening = { ...night, openingHours: night.openingHours.slice(0, 1) };
  expect(openingState(evening, at('2026-11-27T21:00'))).toEqual({ is: 'open', until: '24:00', inDays: 0, weekday: 5 });
  const always = { openingHours: [{ days: week, opens: '00:00', closes: '24:00' }], openingExceptions: [] };
  expect(openingState(always, at('2026-11-27T21:00'))).toEqual({ is: 'open', until: null });
  const holiday = { ...always, openingExceptions: [{ date: '2026-11-29', opens: null, closes: null, note: null }] };
  expect(openingState(holiday, at('2026-11-27T21:00'))).toEqual({ is: 'open', until: '24:00', inDays: 1, weekday: 6 });
});
