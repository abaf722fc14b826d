import { expect, test } from 'vitest';
import { toDayNumber } from '../formats/shanghai-time.ts';
import { expandSeries } from './sessions.ts';
import { parseWallTime } from './wall-time.ts';

const series = {
  dates: '{2026-11-23,2026-11-30,2026-12-07}',
  times: [{ startsAt: 18 * 60 + 30, endsAt: 20 * 60 }],
  isOn: true,
  differences: [],
};
const day = (text: string) => toDayNumber(text);
const starts = (...texts: string[]) => Int32Array.from(texts, parseWallTime);

test('a series as it stands', () => {
  expect(expandSeries(series)).toEqual({
    starts: starts('2026-11-23T18:30', '2026-11-30T18:30', '2026-12-07T18:30'),
    lastDay: day('2026-12-07'),
  });
});

test('what is cancelled is out, what is moved is elsewhere, the last day follows the move', () => {
  const differences = [
    { day: day('2026-11-23'), isOn: false, start: null, end: null, of: null },
    {
      ...{ day: day('2026-11-30'), isOn: true, of: null },
      ...{ start: parseWallTime('2026-12-09T09:00'), end: parseWallTime('2026-12-09T11:00') },
    },
  ];
  expect(expandSeries({ ...series, differences })).toEqual({
    starts: starts('2026-12-07T18:30', '2026-12-09T09:00'),
    lastDay: day('2026-12-09'),
  });
});

test('a cancelled series keeps its last day', () => {
  expect(expandSeries({ ...series, isOn: false })).toEqual({ starts: null, lastDay: day('2026-12-07') });
  const off = [{ day: day('2026-12-07'), isOn: false, start: null, end: null, of: null }];
  expect(expandSeries({ ...series, differences: off }).lastDay).toBe(day('2026-12-07'));
});

test('a date has several sessions, each with differences of its own, and the last may end on the next day', () => {
  const times = [
    { startsAt: 9 * 60, endsAt: 10 * 60 },
    { startsAt: 22 * 60, endsAt: 60 },
  ];
  const two = { ...series, dates: '{2026-11-23,2026-11-30}', times };
  expect(expandSeries(two)).toEqual({
    starts: starts('2026-11-23T09:00', '2026-11-23T22:00', '2026-11-30T09:00', '2026-11-30T22:00'),
    lastDay: day('2026-12-01'),
  });
  const differences = [
    { day: day('2026-11-30'), isOn: false, start: null, end: null, of: 22 * 60 },
    { day: day('2026-11-23'), isOn: false, start: null, end: null, of: null },
    // Of a time it has no more: nothing.
    { day: day('2026-11-23'), isOn: false, start: null, end: null, of: 14 * 60 },
  ];
  expect(expandSeries({ ...two, differences }).starts).toEqual(starts('2026-11-23T22:00', '2026-11-30T09:00'));
  const midnight = [{ startsAt: 22 * 60, endsAt: 0 }];
  expect(expandSeries({ ...two, times: midnight }).lastDay).toBe(day('2026-11-30'));
});
