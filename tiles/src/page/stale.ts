import type { Base } from '../rows/base.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { NO_START } from '../rows/sessions.ts';

/** Sort key of an unplaced row under the sort `distance`; longer than any way on earth, in metres. */
export const NO_DISTANCE = 1e9;
/** What is stale stands where what is fresh would that is so many times as far. */
const FARTHER = 2;
const DAY = 1440;

/** Whether a row is stale at `asOf`, in minutes: what nobody ever confirmed is not, nor what is over. */
export function isStaleAt(base: Base, asOf: number): (row: number | RecentRow) => boolean {
  const today = Math.floor(asOf / DAY);
  const isIt = (freshUntil: number, lastDay: number) => freshUntil > 0 && freshUntil <= today && lastDay >= today;
  return (row) =>
    typeof row === 'object' ? isIt(row.freshUntil, row.lastDay) : isIt(base.freshUntil[row]!, base.lastDay[row]!);
}

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
