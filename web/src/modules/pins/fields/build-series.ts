import type { FormSeries } from '@zlm/server/contract';

/** A usual week as it is ticked together, without words. */
export interface WeekPlan {
  /** Monday = 1 */
  weekdays: readonly number[];
  starts: string;
  ends: string;
  from: string;
  until: string;
}
const DAY_MS = 86_400_000;
const MOST = 400;
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The days of a plan; null where something is missing or it holds none. */
export function buildSeries({ weekdays, starts, ends, from, until }: WeekPlan): FormSeries | null {
  if (weekdays.length === 0 || !starts || !ends || !from || !until) return null;
  const dates: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(until) && dates.length < MOST; at += DAY_MS) {
    const day = new Date(at);
    if (weekdays.includes(day.getUTCDay() || 7)) dates.push(day.toISOString().slice(0, 10));
  }
  if (dates.length === 0) return null;
  const days = [...weekdays].sort((a, b) => a - b).map((day) => CODES[day - 1]);
  return { words: '', rule: `FREQ=WEEKLY;BYDAY=${days.join(',')}`, times: [{ starts, ends }], dates };
}
/** Of days that were offered those that are kept, in order; one that was put in stays. */
export function withDate(series: FormSeries, date: string, is: boolean): FormSeries {
  const rest = series.dates.filter((one) => one !== date);
  return { ...series, dates: is ? [...rest, date].sort() : rest };
}
