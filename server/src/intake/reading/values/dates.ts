import { fromDayNumber, toDateTime, toDayNumber, toWeekday } from '../../../formats/shanghai-time.ts';
import { BadValue } from '../fields.ts';
import { readClock } from './clock.ts';
import { toCell } from './text.ts';
import { toWeekdays } from './weekdays.ts';

const MIDNIGHT = /[\sT]+0{1,2}:00(?::00(?:\.0+)?)?(?:z|\+08:?00)?$/i;
const SAID_WEEKDAY = /\s*\(?\s*((?:周|星期|礼拜)[一二三四五六日天])\s*\)?$/;
const WHOLE = [
  /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/,
  /^(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
];
const SHORT_YEAR = /^\d{2}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}$|^\d{2}\s*年\s*\d{1,2}\s*月/;
const NO_YEAR = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/;

/**
 * A day as 2026-12-05, from 2026-12-05, 2026/12/5, 2026.12.5, 20261205 or 2026年12月5日; a midnight behind it is ignored.
 * `from`: 12月5日 is the next one from that day on.
 */
export function parseDate(text: string, from?: string): string {
  const plain = toCell(text).replace(MIDNIGHT, '');
  const said = SAID_WEEKDAY.exec(plain)?.[1];
  const date = toDate(plain.replace(SAID_WEEKDAY, ''), from);
  if (said !== undefined && toWeekdays(said)[0] !== toWeekday(toDayNumber(date)))
    throw new BadValue('other-weekday', date);
  return date;
}

/** For `RowFields`, which gives its readers the text alone. */
export const dateFrom = (today?: string) => (text: string) => parseDate(text, today);

function toDate(plain: string, from: string | undefined): string {
  if (/^\d{5}(\.\d+)?$/.test(plain)) throw new BadValue('date-serial');
  if (SHORT_YEAR.test(plain)) throw new BadValue('short-year');
  const [, month, day] = NO_YEAR.exec(plain) ?? [];
  if (month !== undefined && day !== undefined) return nextDay(month, day, from);
  if (/^\d{1,2}[-/.]\d{1,2}$/.test(plain)) throw new BadValue('no-year');
  for (const pattern of WHOLE) {
    const [, year, , ofYear, ofMonth] = pattern.exec(plain) ?? [];
    if (year !== undefined) return checked(year, ofYear!, ofMonth!) ?? refuse();
  }
  return refuse();
}

function refuse(): never {
  throw new BadValue('bad-date');
}

function nextDay(month: string, day: string, from: string | undefined): string {
  if (from === undefined) throw new BadValue('no-year');
  const year = Number(from.slice(0, 4));
  // 29 February comes at most eight years later.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = checked(String(year + ahead), month, day);
    if (date !== null && date >= from) return date;
  }
  return refuse();
}

/** 2027-02-30 comes back as another day or not at all. */
function checked(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const number = toDayNumber(date);
  return Number(year) >= 1800 && !Number.isNaN(number) && fromDayNumber(number) === date ? date : null;
}

/** Days in order, each once; 2026-12-05至2026-12-07 is every day from the first to the last. */
export const parseDates =
  (limit: number, today?: string) =>
  (text: string): string[] => {
    const dates: string[] = [];
    for (const entry of toCell(text).split(/[;,、|\n]+/)) {
      if (entry.trim() === '') continue;
      const before = dates.at(-1);
      const ends = splitSpan(entry.trim());
      const first = dateAfter(ends[0]!, before, today);
      if (ends.length === 1) dates.push(first);
      else dates.push(...eachDay(first, dateAfter(ends[1]!, first, today), limit));
    }
    const days = [...new Set(dates)].sort();
    if (days.length > limit) throw new BadValue('too-many-dates', String(limit));
    return days;
  };

/** 2026年12月5日、12日: the year and month carry on. */
function dateAfter(text: string, before: string | undefined, today: string | undefined): string {
  const day = /^(\d{1,2})\s*[日号]$/.exec(text.replace(SAID_WEEKDAY, ''))?.[1];
  if (day === undefined || before === undefined) return parseDate(text, before ?? today);
  return parseDate(text.replace(/^\d{1,2}\s*[日号]/, `${before.slice(0, 4)}年${before.slice(5, 7)}月${day}日`));
}

function splitSpan(entry: string): string[] {
  const ends = entry.split(/\s*[~至到]\s*/);
  if (ends.length > 2) throw new BadValue('bad-date');
  // A dash is also a part of dates: only behind a whole one.
  return ends.length === 2 ? ends : entry.split(/(?<=\d{4}\D\d{1,2}\D\d{1,2}[日号]?)\s*-\s*(?=\d)/);
}

function eachDay(first: string, last: string, limit: number): string[] {
  const count = toDayNumber(last) - toDayNumber(first) + 1;
  if (count < 1) throw new BadValue('dates-order');
  if (count > limit) throw new BadValue('too-many-dates', String(limit));
  return Array.from({ length: count }, (_, i) => fromDayNumber(toDayNumber(first) + i));
}

const NO_DEADLINE = /^(?:不限|长期(?:有效)?|随时(?:报名)?|常年(?:报名)?)$/;
const OF_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment in Shanghai from a day (its end) or a day with a time, as 2026-12-05T23:59:00+08:00; null for no deadline. */
export function parseDeadline(text: string, today?: string): string | null {
  const plain = toCell(text).replace(/^(?:截[止至][到至]?|[到至])\s*|\s*(?:之?前|截止|为?止)$/g, '');
  if (NO_DEADLINE.test(plain)) return null;
  if (OF_UTC.test(plain) && !Number.isNaN(Date.parse(plain))) return toDateTime(new Date(plain));
  const timed = readClock(plain);
  if (!timed) return `${parseDate(plain, today)}T23:59:00+08:00`;
  const [date, minutes] = [parseDate(timed.before, today), timed.minutes];
  if (minutes === null) throw new BadValue('bad-date');
  const day = fromDayNumber(toDayNumber(date) + Math.floor(minutes / 1440));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}:00+08:00`;
}

export const deadlineFrom = (today?: string) => (text: string) => parseDeadline(text, today);
