import { fromDayNumber, toDayNumber } from '../../../formats/shanghai-time.ts';
import { BadValue } from '../fields.ts';
import { toPlain } from './text.ts';

/** A day as 2026-12-05, from 2026-12-05, 2026/12/5, 2026.12.5, 20261205 or 2026年12月5日; a midnight behind it is ignored. */
export function parseDate(text: string): string {
  const plain = toPlain(text).replace(/[\sT]+0{1,2}:00(:00(\.0+)?)?$/, '');
  if (/^\d{5}(\.\d+)?$/.test(plain)) throw new BadValue('date-serial');
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) throw new BadValue('bad-date');
  const [, year = '', month = '', day = ''] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (Number(year) < 1800 || Number(month) > 12 || fromDay(date) !== date) throw new BadValue('bad-date');
  return date;
}

/** 2027-02-30 comes back as another day or not at all. */
function fromDay(date: string): string | null {
  const day = toDayNumber(date);
  return Number.isNaN(day) ? null : fromDayNumber(day);
}

/** Days in order, each once; 2026-12-05至2026-12-07 is every day from the first to the last. */
export const parseDates =
  (limit: number) =>
  (text: string): string[] => {
    const entries = text.split(/[;；,，、|\n]+/).filter((entry) => entry.trim() !== '');
    const dates = entries.flatMap((entry) => {
      const [first = '', last, more] = toPlain(entry).split(/\s*[~至到]\s*/);
      if (more !== undefined) throw new BadValue('bad-date');
      return last === undefined ? [parseDate(first)] : eachDay(parseDate(first), parseDate(last), limit);
    });
    const days = [...new Set(dates)].sort();
    if (days.length > limit) throw new BadValue('too-many-dates', String(limit));
    return days;
  };

function eachDay(first: string, last: string, limit: number): string[] {
  const count = toDayNumber(last) - toDayNumber(first) + 1;
  if (count < 1) throw new BadValue('dates-order');
  if (count > limit) throw new BadValue('too-many-dates', String(limit));
  return Array.from({ length: count }, (_, i) => fromDayNumber(toDayNumber(first) + i));
}

/** A moment in Shanghai from a day (its end) or a day with a time, as 2026-12-05T23:59:00+08:00. */
export function parseDeadline(text: string): string {
  const plain = toPlain(text);
  const timed = /^(.*?\d日?)[\sT]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain);
  if (!timed) return `${parseDate(plain)}T23:59:00+08:00`;
  const [, day = '', hour = '', minute = ''] = timed;
  if (Number(hour) > 23 || Number(minute) > 59) throw new BadValue('bad-date');
  return `${parseDate(day)}T${hour.padStart(2, '0')}:${minute}:00+08:00`;
}
