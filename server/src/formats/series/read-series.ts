import { fromDayNumber, toDayNumber, toWeekday } from '../shanghai-time.ts';
import { takeBounds, takeCounts, takeListed, type Bounds, type Counts, type Written } from './bounds.ts';
import { toNextDay } from './dates.ts';
import { takeEvery } from './every.ts';
import type { SeriesProblem, SeriesProblemCode } from './problems.ts';
import { ascending } from './recurrence.ts';
import { Scan, type Part } from './scan.ts';
import { MOST_SESSIONS, type Every, type Series } from './series.ts';
import { minutesOf, takeTimes, type ToldTime } from './times.ts';

/** What words said; times without an end are told among the problems. */
export type ToldSeries = Omit<Series, 'times'> & { times: readonly ToldTime[] };
export interface SeriesReading {
  series: ToldSeries;
  problems: SeriesProblem[];
}

/** Signs and words that say nothing of when. */
const FILLERS =
  /[\s,;、:.!?()[\]"'+&/~-]+|以及|并且|上课|开课|举行|举办|进行|开展|授课|时间|日期|每次|每场|每节|各|都|均|但是?|仅|只|其中|另外|还有|的|在|于|是|和|及|与|为|有|课程?|活动|讲座|\b(?:on|at|from|and|the|of|a|an|in|for|each|every|but|time|times|class(?:es)?|sessions?|lessons?|starts?|starting|held|is|are|it|we|meets?|only|then|both|with|to)\b/giu;
const LONGEST = 500;

/** Plain words of Chinese or English as a series; dates without a year are the next ones from `today` on. Never throws. */
export function readSeries(typed: string, today: string): SeriesReading {
  const scan = new Scan(typed.slice(0, LONGEST));
  const problems: SeriesProblem[] = [];
  const bounds = takeBounds(scan, today);
  const listed = takeListed(scan, today);
  const every = takeEvery(scan, problems);
  const counts = takeCounts(scan);
  const times = takeTimes(scan, problems);
  for (const part of scan.left(FILLERS)) problems.push(problemOf('not_understood', part));
  if (typed.length > LONGEST)
    problems.push(problemOf('not_understood', { at: LONGEST, text: typed.slice(LONGEST, LONGEST + 20) }));
  return { series: settle({ bounds, every, listed, counts, times, today }, problems), problems };
}

const problemOf = (code: SeriesProblemCode, part: Part | null = null, value = ''): SeriesProblem => ({
  code,
  part,
  value,
});

interface Found {
  bounds: Bounds;
  every: Every | null;
  listed: readonly Written[];
  counts: Counts;
  times: readonly ToldTime[];
  today: string;
}

function settle({ bounds, every, listed, counts, times, today }: Found, problems: SeriesProblem[]): ToldSeries {
  const dayOf = ({ date, part }: Written, from: string): string | null => {
    const day = toNextDay(date, from);
    if (day === null) problems.push(problemOf('bad_date', part));
    else if (date.weekday !== null && toWeekday(toDayNumber(day)) !== date.weekday)
      problems.push(problemOf('weekday_differs', part, day));
    return day;
  };
  const from = bounds.from && dayOf(bounds.from, today);
  const until = bounds.until && dayOf(bounds.until, from ?? today);
  const days = toDays(listed, dayOf, from ?? today);
  const except = toExcept(bounds, dayOf, { from, until, days, today });
  // From one day to another, and nothing said between them.
  const recurs = every ?? (days.length === 0 && from && until ? ({ unit: 'day', interval: 1 } as const) : null);
  const isListed = recurs === null || (days.length > 0 && every === null);
  if (every && days.length > 0) problems.push(problemOf('several_rules', listed[0]?.part));
  if (recurs === null && days.length === 0 && !problems.some(({ code }) => DAYS_TOLD.includes(code)))
    problems.push(problemOf('no_days'));
  checkTimes(times, counts, problems);
  checkEnds({ from, until, recurs: isListed ? null : recurs, counts, perDay: times.length }, bounds, problems);
  return {
    every: isListed ? null : recurs,
    days: isListed ? days : [],
    times,
    from: isListed ? null : from,
    until: isListed ? null : until,
    count: isListed ? null : (counts.count?.n ?? null),
    except,
    skipsHolidays: bounds.skipsHolidays,
  };
}

/** These have told already why there are no days. */
const DAYS_TOLD: readonly SeriesProblemCode[] = ['which_weekday', 'odd_even_weeks', 'interval_unclear', 'bad_date'];

type DayOf = (written: Written, from: string) => string | null;

function toDays(listed: readonly Written[], dayOf: DayOf, from: string): string[] {
  let at = from;
  const days: string[] = [];
  for (const written of listed) {
    const day = dayOf(written, at);
    if (day !== null) days.push((at = day));
  }
  return ascending(days);
}

interface Frame {
  from: string | null;
  until: string | null;
  days: readonly string[];
  today: string;
}

/** An exception is a day of the series: one that began in autumn and was told in winter too. */
function toExcept({ except, exceptSpans }: Bounds, dayOf: DayOf, { from, until, days, today }: Frame): string[] {
  const start = from ?? days[0] ?? today;
  const single = except.map((written) => {
    const next = dayOf(written, start);
    const isLate = next !== null && until !== null && next > until && written.date.year === null;
    return isLate ? (toNextDay(written.date, fromDayNumber(toDayNumber(until) - 365)) ?? next) : next;
  });
  const spans = exceptSpans.flatMap((span) => {
    const first = dayOf(span.from, start);
    const last = first && dayOf(span.until, first);
    if (!first || !last) return [];
    const length = Math.min(MOST_SESSIONS, toDayNumber(last) - toDayNumber(first) + 1);
    return Array.from({ length: Math.max(0, length) }, (_, i) => fromDayNumber(toDayNumber(first) + i));
  });
  return ascending([...single.filter((day): day is string => day !== null), ...spans]);
}

function checkTimes(times: readonly ToldTime[], { perDay }: Counts, problems: SeriesProblem[]): void {
  if (times.length === 0 && !problems.some(({ code }) => code === 'bad_time')) problems.push(problemOf('no_times'));
  if (perDay && perDay.n !== times.length && times.length > 0)
    problems.push(problemOf('times_differ', perDay.part, String(times.length)));
  const spans = times
    .map(({ starts, ends }) => [minutesOf(starts), ends === null ? minutesOf(starts) + 1 : minutesOf(ends)] as const)
    .map(([start, end]) => [start, end <= start ? end + 1440 : end] as const)
    .sort(([a], [b]) => a - b);
  if (spans.some(([start], i) => i > 0 && start < spans[i - 1]![1])) problems.push(problemOf('times_overlap'));
}

interface Ends {
  from: string | null;
  until: string | null;
  recurs: Every | null;
  counts: Counts;
  perDay: number;
}

function checkEnds(
  { from, until, recurs, counts: { count }, perDay }: Ends,
  bounds: Bounds,
  problems: SeriesProblem[],
): void {
  if (from && until && until < from) problems.push(problemOf('until_before_from', bounds.until?.part));
  if (count && perDay > 1 && count.n % perDay !== 0)
    problems.push(problemOf('count_not_whole', count.part, String(perDay)));
  if (recurs && !until && !count) problems.push(problemOf('no_end'));
  if (recurs && 'monthDays' in recurs && recurs.monthDays.some((day) => day > 28))
    problems.push(problemOf('skips_months'));
}
