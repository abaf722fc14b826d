import type { Day } from './calendar.ts';
import { dayText, weekdayOf } from './calendar.ts';

/** Months and days on which schools are closed every year, both included: in summer, and what all winter breaks share. */
const HOLIDAYS = [
  ['07-01', '08-31'],
  ['02-01', '02-13'],
] as const;
const OUT = '16:00';
/** Audiences whose weekdays are spent at school. */
const PUPILS: ReadonlySet<string> = new Set(['preschool', 'teenagers']);

export const isForPupils = (audiences: readonly string[]) => audiences.some((audience) => PUPILS.has(audience));

/** Whether children are at school when something begins. */
export function isSchoolTime(day: Day, starts: string): boolean {
  const date = dayText(day).slice(5);
  return starts < OUT && weekdayOf(day) < 6 && !HOLIDAYS.some(([from, to]) => from <= date && date <= to);
}
