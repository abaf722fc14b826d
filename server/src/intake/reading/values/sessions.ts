import { fromDayNumber, toDayNumber, toWeekday } from '../../../formats/shanghai-time.ts';
import type { RowFields } from '../fields.ts';
import { amount, TIMES } from './amounts.ts';
import { parseDate, parseDates } from './dates.ts';
import { parseWeekdays } from './weekdays.ts';

/** Sessions of one series, at most. */
export const MAX_SESSIONS = 400;

export interface SessionDates {
  /** In order, each once. */
  dates: string[];
  /** RFC 5545, null for single dates. */
  recurrence: string | null;
}
const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Single dates, weekly dates, or both, without the excepted ones; null with issues where there are none. */
export function readSessions(fields: RowFields): SessionDates | null {
  const before = fields.issues.length;
  const single = fields.need('dates', parseDates(MAX_SESSIONS));
  const weekdays = fields.need('weekdays', parseWeekdays);
  const from = fields.need('from', parseDate);
  const until = fields.need('until', parseDate);
  const count = fields.need('count', amount(1, MAX_SESSIONS, TIMES));
  const except = new Set(fields.need('except', parseDates(MAX_SESSIONS)));
  if (fields.issues.length > before) return null;
  if (weekdays && !from) return refuse(fields, 'from', 'missing');
  if (weekdays && !until && !count) return refuse(fields, 'until', 'no-dates');
  if (until && from && until < from) return refuse(fields, 'until', 'dates-order');

  const weekly = weekdays && from ? weeklyDates({ weekdays, from, until, count }) : null;
  // Without weekdays, a first date alone is a date like any other.
  const given = single ?? (!weekly && from ? [from] : []);
  const dates = [...new Set([...given, ...(weekly ?? [])])].filter((date) => !except.has(date)).sort();
  if (dates.length === 0) return refuse(fields, 'dates', 'no-dates');
  if (dates.length > MAX_SESSIONS) return refuse(fields, weekly ? 'until' : 'dates', 'too-many-dates');
  return { dates, recurrence: weekly ? toRule(weekdays!, until, count) : null };
}

function refuse(fields: RowFields, key: string, code: 'missing' | 'no-dates' | 'dates-order' | 'too-many-dates'): null {
  fields.reject(key, code, code === 'too-many-dates' ? String(MAX_SESSIONS) : '');
  return null;
}

interface Weekly {
  weekdays: number[];
  from: string;
  until: string | null;
  count: number | null;
}

/** One more than allowed at most, so that too many are noticed. */
function weeklyDates({ weekdays, from, until, count }: Weekly): string[] {
  const dates: string[] = [];
  const last = until ? toDayNumber(until) : Number.POSITIVE_INFINITY;
  const limit = Math.min(count ?? Number.POSITIVE_INFINITY, MAX_SESSIONS + 1);
  for (let day = toDayNumber(from); day <= last && dates.length < limit; day++) {
    if (weekdays.includes(toWeekday(day))) dates.push(fromDayNumber(day));
  }
  return dates;
}

function toRule(weekdays: number[], until: string | null, count: number | null): string {
  const days = weekdays.map((day) => BYDAY[day - 1]).join(',');
  const end = count ? `COUNT=${count}` : `UNTIL=${until!.replaceAll('-', '')}`;
  return `FREQ=WEEKLY;BYDAY=${days};${end}`;
}
