import { expect, test } from 'vitest';
import { toDayNumber } from '../formats/shanghai-time.ts';
import { expandSeries } from './sessions.ts';
import { parseWallTime } from './wall-time.ts';

const series = { dates: '{2026-11-23,2026-11-30,2026-12-07}', startsAt: 18 * 60 + 30, isOn: true, differences: [] };
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
    { day: day('2026-11-23'), isOn: false, start: null },
    { day: day('2026-11-30'), isOn: true, start: parseWallTime('2026-12-09T09:00') },
  ];
  expect(expandSeries({ ...series, differences })).toEqual({
    starts: starts('2026-12-07T18:30', '2026-12-09T09:00'),
    lastDay: day('2026-12-09'),
  });
});

test('a cancelled series keeps its last day', () => {
  expect(expandSeries({ ...series, isOn: false })).toEqual({ starts: null, lastDay: day('2026-12-07') });
  const off = [{ day: day('2026-12-07'), isOn: false, start: null }];
  expect(expandSeries({ ...series, differences: off }).lastDay).toBe(day('2026-12-07'));
});
