import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clock } from './format.ts';
import { clockSpan } from './span.ts';

const at = (text: string) => `${text}:00+08:00`;
const HOUR = 3_600_000;

test('an end past midnight is told of the next day, and one before it is not', () => {
  const night = ['2026-12-05T22:00', '2026-12-06T01:00'].map(at) as [string, string];
  expect(clock(night[1], 'zh-CN', Date.parse(night[0]))).toBe('次日 01:00');
  expect(clock(night[1], 'en', Date.parse(night[0]))).toBe('01:00 next day');
  // Once it is past midnight the end is today.
  expect(clock(night[1], 'zh-CN', Date.parse(at('2026-12-06T00:10')))).toBe('01:00');
  expect(clock(at('2026-12-06T00:00'), 'zh-CN', Date.parse(night[0]))).toBe('次日 00:00');
  expect(clockSpan('22:00', '01:00', 'zh-CN')).toBe('22:00–次日 01:00');
  expect(clockSpan('09:00', '10:30', 'en')).toBe('09:00–10:30');
});

test('instants and wall times say the same of any session of up to a day', () => {
  const first = Date.parse(at('2026-12-05T00:00'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }), (start, lasts) => {
      const [starts, ends] = [start, start + lasts].map((minutes) => first + minutes * 60_000) as [number, number];
      const wall = (ms: number) => new Date(ms + 8 * HOUR).toISOString().slice(11, 16);
      expect(`${wall(starts)}–${clock(new Date(ends).toISOString(), 'en', starts)}`).toBe(
        clockSpan(wall(starts), wall(ends), 'en'),
      );
    }),
  );
});
