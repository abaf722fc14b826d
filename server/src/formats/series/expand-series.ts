import ICAL from 'ical.js';
import { ascending, toRule } from './recurrence.ts';
import { MOST_SESSIONS, type Every, type Series } from './series.ts';

/** Where a series without an end is not looked for any more. */
const LATEST = '2099-12-31';
/** From any day until then. */
const MOST_MONTHS = 1_200;

export interface Expanded {
  /** Days it takes place on, without exceptions. */
  days: string[];
  /** Exceptions that are none of its days. */
  missed: string[];
  /** There are more than a series may have. */
  isCut: boolean;
}

/** `from`: where the series says nothing. `isHoliday`: asked where it skips those. */
export function expandSeries(series: Series, from: string, isHoliday: (day: string) => boolean): Expanded {
  const { every, times, count } = series;
  const perDay = Math.max(1, times.length);
  const most = Math.floor(MOST_SESSIONS / perDay);
  const wanted = count === null ? most + 1 : Math.min(most + 1, Math.ceil(count / perDay));
  const all = every ? recur(every, series.from ?? from, series.until ?? LATEST, wanted) : series.days;
  const days = all.slice(0, most);
  const except = new Set(series.except);
  return {
    days: days.filter((day) => !except.has(day) && !(series.skipsHolidays && isHoliday(day))),
    missed: series.except.filter((day) => !days.includes(day)),
    isCut: all.length > most,
  };
}

/** The first day that fits decides which weeks or months are skipped. */
function recur(every: Every, from: string, until: string, most: number): string[] {
  const [first] = iterate({ ...every, interval: 1 }, from, until, 1);
  return first === undefined ? [] : iterate(every, first, until, most);
}

function iterate(every: Every, start: string, until: string, most: number): string[] {
  if (every.unit === 'month' && 'monthDays' in every) return onMonthDays(every, start, until, most);
  // ical.js loses days where one of several of a month is missing in the first one.
  const days = apart(every).flatMap((one) => iterateOne(one, start, until, most));
  return ascending(days).slice(0, most);
}

/** By the first of each month: ical.js gives up after some months that lack the day. */
function onMonthDays(every: Extract<Every, { monthDays: unknown }>, start: string, until: string, most: number) {
  const firsts = iterateOne({ ...every, monthDays: [1] }, `${start.slice(0, 8)}01`, until, MOST_MONTHS);
  const days = firsts.flatMap((first) =>
    every.monthDays.map((day) => `${first.slice(0, 8)}${String(day).padStart(2, '0')}`).filter(isDay),
  );
  return ascending(days)
    .filter((day) => day >= start && day <= until)
    .slice(0, most);
}
const isDay = (text: string) => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

function apart(every: Every): Every[] {
  return every.unit === 'month' && 'nths' in every ? every.nths.map((nth) => ({ ...every, nths: [nth] })) : [every];
}

function iterateOne(every: Every, start: string, until: string, most: number): string[] {
  const days: string[] = [];
  const rule = ICAL.Recur.fromString(toRule(every).join(';'));
  // Months are counted from the one it begins in, whether it has such a day or not.
  const iterator = rule.iterator(ICAL.Time.fromDateString(every.unit === 'month' ? `${start.slice(0, 8)}01` : start));
  for (let turn = 0; turn < most + 1 && days.length < most; turn++) {
    const next = iterator.next() as ICAL.Time | null;
    if (!next) break;
    const day = next.toString().slice(0, 10);
    if (day > until) break;
    if (day >= start) days.push(day);
  }
  return days;
}
