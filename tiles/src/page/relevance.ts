import type { Seats } from '../input/collect-columns.ts';
import { SEATS_FREE, SEATS_NONE } from '../input/collect-columns.ts';
import { freshHalfDays, halfDays, halfMetres, RANKING } from '../text/weights.ts';

const DAY = 1440;

/** What is known of a hit when it is ranked. */
export interface Signals {
  /** Its text score as a share of the best. */
  text: number;
  /** Null = unplaced, or nobody said from where. */
  metres: number | null;
  /** Minutes, null = none to come. */
  nextStart: number | null;
  seats: Seats;
  /** Day number from which it is stale; 0 = never confirmed. */
  freshUntil: number;
}

export type Shares = Record<keyof typeof RANKING, number>;

/** No hit gets more beside its text. */
export function mostBesideText(hasFrom: boolean): number {
  return (hasFrom ? RANKING.distance : 0) + RANKING.soonest + RANKING.seats + RANKING.freshness;
}

/** The same of what is known without looking for its next session, which takes longest. */
export function mostBesideSession(seats: Seats, freshUntil: number, asOf: number, hasFrom: boolean): number {
  const rest = sharesOf({ text: 0, metres: null, nextStart: null, seats, freshUntil }, asOf);
  return (hasFrom ? RANKING.distance : 0) + RANKING.soonest + rest.seats + rest.freshness;
}

/** Each part of the relevance of a hit, weighed; `asOf` in minutes. Smooth: a little more of anything never costs a lot. */
export function sharesOf({ text, metres, nextStart, seats, freshUntil }: Signals, asOf: number): Shares {
  return {
    text: RANKING.text * text,
    distance: metres === null ? 0 : RANKING.distance * halving(metres, halfMetres),
    soonest: nextStart === null ? 0 : RANKING.soonest * halving(Math.max(0, nextStart - asOf) / DAY, halfDays),
    seats: RANKING.seats * (seats === SEATS_FREE ? 1 : seats === SEATS_NONE ? 0 : 0.5),
    // 0 from its day on: of equals what is stale comes last.
    freshness: RANKING.freshness * growing(Math.max(0, freshUntil - asOf / DAY), freshHalfDays),
  };
}

export function relevanceOf(signals: Signals, asOf: number): number {
  const { text, distance, soonest, seats, freshness } = sharesOf(signals, asOf);
  return text + distance + soonest + seats + freshness;
}

/** 0 at 0, a half at `half`, 1 at infinity. */
function growing(value: number, half: number): number {
  return value / (half + value);
}

/** 1 at 0, a half at `half`, 0 at infinity. */
function halving(value: number, half: number): number {
  return half / (half + value);
}
