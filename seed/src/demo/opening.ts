import type { Day } from './calendar.ts';
import { weekdayOf } from './calendar.ts';
import type { OpeningTimes, Place } from './place.ts';

type Hours = Pick<Place, 'openingHours' | 'exceptions'>;
/** Wall times of sessions on some days. */
export interface Sessions {
  dates: readonly Day[];
  starts: string;
  ends: string;
}

/** Whether a place is open for all of one session; one that tells no hours is. */
export function isOpen({ openingHours, exceptions }: Hours, day: Day, starts: string, ends: string): boolean {
  const exception = exceptions.find((one) => one.day === day);
  if (exception) return exception.opens !== null && exception.opens <= starts && ends <= exception.closes!;
  return isOpenOn(openingHours, weekdayOf(day), starts, ends);
}

/** Whether hours hold all of a session on a weekday, Monday = 1. */
export function isOpenOn(
  hours: readonly OpeningTimes[] | null,
  weekday: number,
  starts: string,
  ends: string,
): boolean {
  return hours?.some(({ days, opens, closes }) => opens <= starts && ends <= closes && days.includes(weekday)) ?? true;
}

/** Weekdays of some days, each the bit of its number. */
export const weekdaysOf = (days: readonly Day[]) => days.reduce((bits, day) => bits | (1 << weekdayOf(day)), 0);

/** Whether a place is open for every session; `weekdays` are those of `dates`. */
export function isOpenFor(place: Hours, { dates, starts, ends }: Sessions, weekdays = weekdaysOf(dates)): boolean {
  if (place.exceptions.length > 0) return dates.every((day) => isOpen(place, day, starts, ends));
  for (let weekday = 1; weekday <= 7; weekday++)
    if (weekdays & (1 << weekday) && !isOpenOn(place.openingHours, weekday, starts, ends)) return false;
  return true;
}
