import type { Spot } from './sphere.ts';

/** A street network that knows how long walks take. */
export interface WalkingTimes {
  /** Minutes to each of the spots, null where no way leads; rejects when they cannot be had in time. */
  minutesTo(from: Spot, spots: readonly Spot[]): Promise<(number | null)[]>;
}
