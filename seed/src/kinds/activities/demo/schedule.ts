import { monthOf, nextWeekday, nthWeekday, WEEKDAY_CODES } from '../../../demo/calendar.ts';
import type { Day } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import { rollTimes } from '../../../demo/times.ts';
import type { Part } from '../../../demo/topics/facts.ts';

/** Asia/Shanghai wall time; every date of `dates` is a session, the last one is not before the as-of day. */
export interface Schedule {
  /** RFC 5545, null for a single date. */
  recurrence: string | null;
  dates: Day[];
  /** Monday = 1; empty where it does not repeat by the week. */
  weekdays: readonly number[];
  starts: string;
  ends: string;
}

const ALL = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKDAYS = [1, 2, 3, 4, 5] as const;
const WEEKEND = [6, 7] as const;

interface Week {
  weekdays: readonly number[];
  pairs: readonly (readonly number[])[];
}
export const WEEKS: Readonly<Record<Part, Week>> = {
  dawn: { weekdays: ALL, pairs: [[1, 3, 5], [2, 4, 6], [6, 7]] },
  day: { weekdays: WORKDAYS, pairs: [[1, 3], [2, 4], [3, 5], [1, 4], [2, 5]] },
  'after-school': { weekdays: WORKDAYS, pairs: [[1, 3], [2, 4], [3, 5], [2, 5]] },
  evening: { weekdays: WORKDAYS, pairs: [[1, 3], [2, 4], [1, 4], [2, 5]] },
  weekend: { weekdays: WEEKEND, pairs: [[6, 7]] },
}; // prettier-ignore

// No session lies farther than this from the as-of day.
const HORIZON = 120;
// What people call a series, by format; 0.7 over all.
const SERIES_SHARES: Record<string, number> = {
  'course-series': 0.96,
  blended: 0.96,
  'reading-club': 0.85,
  livestream: 0.7,
  workshop: 0.65,
  lecture: 0.58,
  'hands-on': 0.25,
  'study-visit': 0.1,
  performance: 0.05,
  competition: 0.05,
};
// What goes on for a term; other series are a few meetings.
const COURSES: ReadonlySet<string> = new Set(['course-series', 'blended', 'reading-club', 'livestream']);
// Of the series: weekly, twice a week, monthly, day after day.
const RHYTHMS = [58, 26, 7, 9] as const;

export interface ScheduleTerms {
  part: Part;
  /** Any of these lengths. */
  minutes: readonly number[];
  format: string;
}

export function rollSchedule(dice: Dice, asOf: Day, { part, minutes, format }: ScheduleTerms): Schedule {
  const times = rollTimes(dice, part, minutes);
  const isSeries = part === 'dawn' || dice.chance(SERIES_SHARES[format] ?? 0.7);
  return {
    ...(isSeries ? rollSeries(dice, asOf, part, COURSES.has(format)) : rollSingle(dice, asOf, WEEKS[part].weekdays)),
    ...times,
  };
}

type Dates = Pick<Schedule, 'recurrence' | 'dates' | 'weekdays'>;

/** More of them soon than late. */
function rollSingle(dice: Dice, asOf: Day, weekdays: readonly number[]): Dates {
  const day = nextWeekday(asOf + Math.floor(80 * dice.next() ** 1.6), [dice.pick(weekdays)]);
  return { recurrence: null, dates: [day], weekdays: [] };
}

function rollSeries(dice: Dice, asOf: Day, part: Part, isCourse: boolean): Dates {
  const { weekdays, pairs } = WEEKS[part];
  const rhythm = dice.weighted(RHYTHMS);
  const weeks = isCourse ? dice.between(11, 18) : dice.between(4, 8);
  // Only courses meet twice a week or day after day.
  if (rhythm === 0 || (rhythm !== 2 && !isCourse)) return rollWeekly(dice, asOf, [dice.pick(weekdays)], weeks);
  if (rhythm === 2) return rollMonthly(dice, asOf, dice.pick(weekdays));
  if (rhythm === 3 && part === 'dawn') return rollDaily(dice, asOf);
  // A week or two of workdays.
  if (rhythm === 3 && weekdays.length === 5) return rollWeekly(dice, asOf, weekdays, 5 * dice.between(1, 2));
  const pair = dice.pick(pairs);
  return rollWeekly(dice, asOf, pair, pair.length * dice.between(7, 13));
}

function rollWeekly(dice: Dice, asOf: Day, weekdays: readonly number[], count: number): Dates {
  const weeks = count / weekdays.length;
  const start = rollStart(dice, asOf, 7 * (weeks - 1), 7);
  const dates = [];
  for (let day = nextWeekday(start, weekdays); dates.length < count; day = nextWeekday(day + 1, weekdays))
    dates.push(day);
  const days = weekdays.map((weekday) => WEEKDAY_CODES[weekday]).join(',');
  return { recurrence: `FREQ=WEEKLY;BYDAY=${days};COUNT=${count}`, dates, weekdays };
}

function rollMonthly(dice: Dice, asOf: Day, weekday: number): Dates {
  const count = dice.between(3, 6);
  const nth = dice.between(1, 4);
  const elapsed = dice.between(Math.max(0, count - 3), Math.min(3, count - 1));
  let month = monthOf(asOf) - elapsed;
  if (nthWeekday(month + count - 1, weekday, nth) < asOf) month++;
  const dates = Array.from({ length: count }, (_, at) => nthWeekday(month + at, weekday, nth));
  return { recurrence: `FREQ=MONTHLY;BYDAY=${nth}${WEEKDAY_CODES[weekday]};COUNT=${count}`, dates, weekdays: [] };
}

function rollDaily(dice: Dice, asOf: Day): Dates {
  const count = dice.between(14, 28);
  const start = rollStart(dice, asOf, count - 1, 1);
  return {
    recurrence: `FREQ=DAILY;COUNT=${count}`,
    dates: Array.from({ length: count }, (_, at) => start + at),
    weekdays: [],
  };
}

/** A first day for a series of `span` days: a third of them begin later, the others are under way. */
function rollStart(dice: Dice, asOf: Day, span: number, step: number): Day {
  if (dice.chance(1 / 3)) return asOf + dice.between(0, Math.max(0, Math.min(60, HORIZON - span - 7)));
  return asOf - step * dice.between(0, Math.floor(span / step));
}
