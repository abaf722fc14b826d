import { expandSeries } from '../../../formats/series/expand-series.ts';
import { toRecurrence } from '../../../formats/series/recurrence.ts';
import { MOST_SESSIONS, type Series } from '../../../formats/series/series.ts';
import { toDayNumber, toWeekday } from '../../../formats/shanghai-time.ts';
import type { RowFields } from '../fields.ts';
import type { IssueCode } from '../issues.ts';
import { amount, TIMES } from './amounts.ts';
import { dateFrom, parseDates } from './dates.ts';
import { parseRule, type Rule } from './rule.ts';
import { readSentence, type SessionDates, type Sessions } from './sentence.ts';
import { parseTimes } from './times.ts';

/** Sessions of one series, at most. */
export const MAX_SESSIONS = MOST_SESSIONS;

/** When it takes place, by columns or by one sentence in 时间; null with issues where it is not known. */
export function readWhen(fields: RowFields, today?: string): Sessions | null {
  const text = fields.text('times');
  const isAlone = ['dates', 'weekdays', 'from'].every((key) => fields.text(key) === null);
  if (text !== null && isAlone && !isTimes(text)) return readSentence(fields, text, today);
  const times = fields.require('times', parseTimes);
  const sessions = readSessions(fields, today);
  return times && sessions && { ...sessions, times };
}

function isTimes(text: string): boolean {
  try {
    return parseTimes(text).length > 0;
  } catch {
    return false;
  }
}

/** Single dates, dates by a rule, or both, without the excepted ones; null with issues where there are none. */
export function readSessions(fields: RowFields, today?: string): SessionDates | null {
  const before = fields.issues.length;
  const single = fields.need('dates', parseDates(MAX_SESSIONS, today));
  const rule = fields.need('weekdays', parseRule);
  const from = fields.need('from', dateFrom(today));
  const until = fields.need('until', dateFrom(from ?? today));
  const count = fields.need('count', amount(1, MAX_SESSIONS, TIMES));
  const except = fields.need('except', parseDates(MAX_SESSIONS, from ?? single?.[0] ?? today)) ?? [];
  if (fields.issues.length > before) return null;
  const flaw = findFlaw(rule, from, until, count);
  if (flaw) return refuse(fields, ...flaw);

  const series = rule && from ? toSeries(rule, { from, until, count }) : null;
  const expanded = series && expandSeries(series, from!, () => false);
  // Without a rule, a first date alone is a date like any other.
  const given = single ?? (!series && from ? [from] : []);
  const dates = [...new Set([...given, ...(expanded?.days ?? [])])].filter((date) => !except.includes(date)).sort();
  if (dates.length === 0) return refuse(fields, 'dates', 'no-dates');
  if (expanded?.isCut || dates.length > MAX_SESSIONS)
    return refuse(fields, series ? 'until' : 'dates', 'too-many-dates');
  return { dates, recurrence: series && toRecurrence(series) };
}

type Flaw = [key: string, code: IssueCode];

function findFlaw(rule: Rule | null, from: string | null, until: string | null, count: number | null): Flaw | null {
  if (rule && !from) return ['from', 'missing'];
  if (rule && !until && !count) return ['until', 'no-dates'];
  if (until && from && until < from) return ['until', 'dates-order'];
  // From its first session on, every second week is the same half of the weeks, whichever it is called.
  const isFirst = from !== null && rule?.ofWeeks?.includes(toWeekday(toDayNumber(from)));
  return rule?.ofWeeks && !isFirst ? ['weekdays', 'odd-even-weeks'] : null;
}

const toSeries = ({ every }: Rule, bounds: Pick<Series, 'from' | 'until' | 'count'>): Series => ({
  ...{ every, days: [], times: [], except: [], skipsHolidays: false },
  ...bounds,
});

function refuse(fields: RowFields, key: string, code: IssueCode): null {
  fields.reject(key, code, code === 'too-many-dates' ? String(MAX_SESSIONS) : '');
  return null;
}
