import { expandSeries } from '../../../formats/series/expand-series.ts';
import { SERIES_PROBLEMS, type SeriesProblem, type SeriesProblemCode } from '../../../formats/series/problems.ts';
import { readSeries } from '../../../formats/series/read-series.ts';
import { ascending, toRecurrence } from '../../../formats/series/recurrence.ts';
import { MOST_SESSIONS, type Series, type SessionTime } from '../../../formats/series/series.ts';
import type { RowFields } from '../fields.ts';
import { bilingual, type IssueCode } from '../issues.ts';
import { amount, TIMES } from './amounts.ts';
import { parseDate, parseDates } from './dates.ts';
import { ISSUE_OF } from './rule.ts';
import type { TimeSpan } from './times.ts';

export interface SessionDates {
  /** In order, each once. */
  dates: string[];
  /** RFC 5545, null for single dates. */
  recurrence: string | null;
}
export interface Sessions extends SessionDates {
  times: TimeSpan[];
}

const CODES: Partial<Record<SeriesProblemCode, IssueCode>> = {
  ...ISSUE_OF,
  ...{ no_days: 'no-dates', which_weekday: 'no-dates', no_end: 'no-dates', no_sessions: 'no-dates' },
  ...{ no_times: 'bad-times', no_end_time: 'bad-times', bad_time: 'bad-times', times_overlap: 'bad-times' },
  ...{ bad_date: 'bad-date', until_before_from: 'dates-order', weekday_differs: 'other-weekday' },
};
/** Long before any: a date that lies here had no year. */
const LONG_AGO = '1900-01-01';

/** 每周六 9:00–10:30 到 12 月 20 日, in the one column that says when; null with an issue where it is not known. */
export function readSentence(fields: RowFields, text: string, today = LONG_AGO): Sessions | null {
  const reading = readSeries(text, today);
  const until = fields.need('until', (cell) => parseDate(cell, today));
  const count = fields.need('count', amount(1, MOST_SESSIONS, TIMES));
  const except = fields.need('except', parseDates(MOST_SESSIONS, today));
  const series = {
    ...reading.series,
    until: reading.series.until ?? (reading.series.every && until),
    count: reading.series.count ?? (reading.series.every && count),
    except: ascending([...reading.series.except, ...(except ?? [])]),
  };
  const isEnded = series.until !== null || series.count !== null;
  const problem = reading.problems.find(({ code }) => stops(code) && !(code === 'no_end' && isEnded));
  if (problem) return refuse(fields, problem);
  return expand(fields, { ...series, times: ascendingTimes(series.times as readonly SessionTime[]) }, today);
}

const stops = (code: SeriesProblemCode) => SERIES_PROBLEMS[code] === 'stops' || code === 'weekday_differs';

function refuse(fields: RowFields, { code, part, value }: SeriesProblem): null {
  const issue = CODES[code] ?? (part ? 'not-when' : 'no-dates');
  fields.reject('times', issue, issue === 'other-weekday' ? value : (part?.text ?? ''));
  return null;
}

function expand(fields: RowFields, series: Series, today: string): Sessions | null {
  const { days, isCut } = expandSeries(series, today, () => false);
  const [first] = days;
  if (isCut) fields.reject('times', 'too-many-dates', String(MOST_SESSIONS));
  else if (first === undefined) fields.reject('times', 'no-dates');
  else if (first < '1950') fields.reject('times', 'no-year');
  else {
    // Which days are holidays is not known here.
    // Imported on another day it would say other dates.
    if (series.every && series.from === null) fields.warn('times', 'from-today', today);
    if (series.skipsHolidays)
      fields.warn('times', 'left-out', bilingual('法定节假日除外', 'except on public holidays'));
    return { dates: days, recurrence: toRecurrence(series), times: [...series.times] };
  }
  return null;
}

const ascendingTimes = (times: readonly SessionTime[]) => [...times].sort((a, b) => (a.starts < b.starts ? -1 : 1));
