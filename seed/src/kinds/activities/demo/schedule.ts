import { monthOf, nextWeekday, nthWeekday, WEEKDAY_CODES } from '../../../demo/calendar.ts';
import type { Day } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';

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
interface Slot {
  weekdays: readonly number[];
  times: readonly (readonly [starts: string, ends: string])[];
}
export type SlotName = keyof typeof SLOTS;

const WORKDAYS = [1, 2, 3, 4, 5] as const;
const WEEKEND = [6, 7] as const;
const MORNING = [['09:00', '11:00'], ['09:00', '11:00'], ['08:30', '10:30'], ['09:30', '11:00'], ['10:00', '11:30']] as const; // prettier-ignore
const AFTERNOON = [
  ['14:00', '16:00'],
  ['14:00', '16:00'],
  ['13:30', '15:30'],
  ['14:30', '16:30'],
] as const;
const EVENING = [
  ['18:30', '20:30'],
  ['18:30', '20:30'],
  ['19:00', '20:30'],
  ['19:00', '21:00'],
] as const;

export const SLOTS = {
  dawn: { weekdays: [1, 2, 3, 4, 5, 6, 7], times: [['06:30', '07:30'], ['07:00', '08:00']] },
  day: { weekdays: WORKDAYS, times: [...MORNING, ...AFTERNOON] },
  evening: { weekdays: WORKDAYS, times: EVENING },
  weekend: { weekdays: WEEKEND, times: [...MORNING, ...AFTERNOON] },
} as const satisfies Record<string, Slot>; // prettier-ignore

const PAIRS: Record<SlotName, readonly (readonly number[])[]> = {
  dawn: [[1, 3], [2, 4], [6, 7]],
  day: [[1, 3], [2, 4], [3, 5], [1, 4], [2, 5]],
  evening: [[1, 3], [2, 4], [1, 4], [2, 5]],
  weekend: [[6, 7]],
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
// Of the series: weekly, twice a week, monthly, daily.
const RHYTHMS = [58, 26, 7, 9] as const;

export function rollSchedule(dice: Dice, asOf: Day, slot: SlotName, format: string): Schedule {
  const { weekdays, times } = SLOTS[slot];
  const [starts, ends] = dice.pick<readonly [string, string]>(times);
  const dates = dice.chance(SERIES_SHARES[format] ?? 0.7)
    ? rollSeries(dice, asOf, slot)
    : rollSingle(dice, asOf, weekdays);
  return { ...dates, starts, ends };
}

type Dates = Pick<Schedule, 'recurrence' | 'dates' | 'weekdays'>;

/** More of them soon than late. */
function rollSingle(dice: Dice, asOf: Day, weekdays: readonly number[]): Dates {
  const day = nextWeekday(asOf + Math.floor(80 * dice.next() ** 1.6), [dice.pick(weekdays)]);
  return { recurrence: null, dates: [day], weekdays: [] };
}

function rollSeries(dice: Dice, asOf: Day, slot: SlotName): Dates {
  const rhythm = dice.weighted(RHYTHMS);
  if (rhythm === 0) return rollWeekly(dice, asOf, [dice.pick(SLOTS[slot].weekdays)], dice.between(8, 16));
  if (rhythm === 1) return rollWeekly(dice, asOf, dice.pick(PAIRS[slot]), 2 * dice.between(6, 12));
  if (rhythm === 2) return rollMonthly(dice, asOf, dice.pick(SLOTS[slot].weekdays));
  return rollDaily(dice, asOf);
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
  const count = dice.between(5, 10);
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
