import type { SEATS } from './lists.ts';

export type SeatsClass = (typeof SEATS)[number];

// Few: at most five seats, or a fifth of them.
const FEW_SEATS = 5;
const FEW_SHARE = 0.2;

/** The class of the filter `seats`; null where the source does not say. */
export function classOfSeats(left: number | null, capacity: number | null): SeatsClass | null {
  if (left === null) return null;
  if (left <= 0) return 'none';
  return left <= FEW_SEATS || (capacity !== null && left <= capacity * FEW_SHARE) ? 'few' : 'many';
}
