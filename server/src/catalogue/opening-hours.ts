import type { Range } from '@zlm/tiles';
import type { Facet } from './facet.ts';
import { toDayNumber, toWeekday } from '../formats/shanghai-time.ts';
import { dayOf, parseClock } from './wall-time.ts';

interface Weekly {
  days: number[];
  opens: string;
  closes: string;
}
/** The hours of one day that differ from the week; both null = closed. */
export type OpeningException = readonly [date: string, opens: string | null, closes: string | null];

/** A week and the days that differ from it; places with the same hours share one. */
export interface OpeningPattern {
  /** By weekday, Monday = 1: opening and closing in minutes since midnight. */
  week: readonly (readonly (readonly [number, number])[])[];
  exceptions: ReadonlyMap<number, readonly [number, number] | null>;
}

/** Equal hours have equal keys. `hours` is the stored JSON or null. */
export function patternKey(hours: string | null, exceptions: readonly OpeningException[]): string | null {
  if (hours === null && exceptions.length === 0) return null;
  return JSON.stringify([hours, [...exceptions].sort((a, b) => (a[0] < b[0] ? -1 : 1))]);
}

export function parsePattern(key: string): OpeningPattern {
  const [hours, exceptions] = JSON.parse(key) as [string | null, OpeningException[]];
  const week: [number, number][][] = Array.from({ length: 8 }, () => []);
  for (const { days, opens, closes } of hours === null ? [] : (JSON.parse(hours) as Weekly[])) {
    for (const day of days) week[day]!.push([parseClock(opens), parseClock(closes)]);
  }
  return {
    week,
    exceptions: new Map(
      exceptions.map(([date, opens, closes]) => [
        toDayNumber(date),
        opens === null || closes === null ? null : ([parseClock(opens), parseClock(closes)] as const),
      ]),
    ),
  };
}

/** Whether it is open at a time in wall minutes; closing time itself is closed. */
export function isOpenAt({ week, exceptions }: OpeningPattern, minutes: number): boolean {
  const day = dayOf(minutes);
  const minute = minutes - day * 1440;
  const exception = exceptions.get(day);
  if (exception !== undefined) return exception !== null && exception[0] <= minute && minute < exception[1];
  return week[toWeekday(day)]!.some(([opens, closes]) => opens <= minute && minute < closes);
}

const parsed = new WeakMap<Facet, OpeningPattern[]>();

/** The numbers of the patterns that are open at a time in wall minutes. */
export function listOpen(facet: Facet, minutes: number): Range[] {
  let patterns = parsed.get(facet);
  if (!patterns) parsed.set(facet, (patterns = []));
  const ranges: Range[] = [];
  for (let index = 0; index < facet.used; index++) {
    const pattern = (patterns[index] ??= parsePattern(facet.codes[index]!));
    if (isOpenAt(pattern, minutes)) ranges.push([index, index + 1]);
  }
  return ranges;
}
