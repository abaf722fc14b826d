import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayText, monthOf, nthWeekday, parseDay, weekdayOf, WEEKDAY_CODES } from '../../../demo/calendar.ts';
import { Dice } from '../../../demo/dice.ts';
import type { Part } from '../../../demo/topics/facts.ts';
import { rollSchedule, WEEKS } from './schedule.ts';

const days = fc.integer({ min: parseDay('2024-01-01'), max: parseDay('2032-12-31') });
const parts = fc.constantFrom(...(Object.keys(WEEKS) as Part[]));
const minutes = fc.uniqueArray(fc.constantFrom(45, 60, 90, 120, 150, 180), { minLength: 1 });
const formats = fc.constantFrom('course-series', 'lecture', 'workshop', 'competition');

test('sessions ascend, stay within four months and reach the as-of day', () => {
  fc.assert(
    fc.property(days, parts, minutes, formats, fc.string(), (asOf, part, minutes, format, key) => {
      const dice = new Dice('s', 'schedule', key);
      const { dates, starts, ends, recurrence } = rollSchedule(dice, asOf, { part, minutes, format });
      expect(dates.at(-1)!).toBeGreaterThanOrEqual(asOf);
      expect(dates[0]!).toBeGreaterThanOrEqual(asOf - 130);
      expect(dates.at(-1)!).toBeLessThanOrEqual(asOf + 130);
      dates.slice(1).forEach((day, at) => expect(day).toBeGreaterThan(dates[at]!));
      expect(ends > starts).toBe(true);
      expect(dates.filter((day) => !WEEKS[part].weekdays.includes(weekdayOf(day)))).toEqual([]);
      if (recurrence === null) expect(dates).toHaveLength(1);
    }),
  );
});

test('the dates are those of the recurrence rule', () => {
  fc.assert(
    fc.property(days, parts, minutes, fc.string(), (asOf, part, minutes, key) => {
      const terms = { part, minutes, format: 'course-series' };
      const { dates, recurrence } = rollSchedule(new Dice('s', 'schedule', key), asOf, terms);
      if (recurrence) expect(dates.map(dayText)).toEqual(expand(recurrence, dates[0]!).map(dayText));
    }),
  );
});

/** RFC 5545 for the rules in use, day by day. */
function expand(rule: string, start: number): number[] {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const dates: number[] = [];
  for (let day = start; dates.length < Number(parts['COUNT']); day++) {
    const code = WEEKDAY_CODES[weekdayOf(day)]!;
    const nth = Math.ceil(Number(dayText(day).slice(8)) / 7);
    const byDay = parts['BYDAY']?.split(',') ?? [];
    const fits = parts['FREQ'] === 'DAILY' || byDay.includes(code) || byDay.includes(`${nth}${code}`);
    if (fits) dates.push(day);
  }
  return dates;
}

test('days are calendar days', () => {
  expect(dayText(parseDay('2028-02-29'))).toBe('2028-02-29');
  expect(weekdayOf(parseDay('2026-11-23'))).toBe(1);
  expect(weekdayOf(parseDay('1969-12-28'))).toBe(7);
  expect(dayText(nthWeekday(monthOf(parseDay('2026-11-10')), 6, 2))).toBe('2026-11-14');
  for (const text of ['2026-02-30', '26-1-1', '2026-13-01', 'today']) expect(() => parseDay(text)).toThrow(text);
});
