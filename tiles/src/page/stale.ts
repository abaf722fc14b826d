import type { Base } from '../rows/base.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { NO_START } from '../rows/sessions.ts';

/** Sort key of an unplaced row under the sort `distance`; longer than any way on earth, in metres. */
export const NO_DISTANCE = 1e9;
/** What is stale stands where what is fresh would that is so many times as far. */
const FARTHER = 2;
const DAY = 1440;

/** Whether a row is stale at `asOf`, in minutes. What nobody ever confirmed is not. */
export const isStaleAt =
  (base: Base, asOf: number) =>
  (row: number | RecentRow): boolean => {
    const day = typeof row === 'object' ? row.freshUntil : base.freshUntil[row]!;
    return day > 0 && day * DAY <= asOf;
  };

/** Never less than the metres. */
export function distanceKey(metres: number | null, isStale: boolean): number {
  return metres === null ? NO_DISTANCE + Number(isStale) : isStale ? metres * FARTHER : metres;
}

/** Never less than the start. What is stale follows all else of its day, in order of its start. */
export function startKey(start: number | null, isStale: boolean): number {
  if (start === null) return NO_START + Number(isStale);
  if (!isStale) return start;
  const midnight = dayOf(start);
  return midnight + DAY - 1 + (start - midnight + 1) / (DAY + 1);
}

/** The first minute of the day of a start or its key. */
export const dayOf = (key: number): number => Math.floor(key / DAY) * DAY;
