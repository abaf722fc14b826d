import type { Range } from '@zlm/tiles';

export const STATUSES = ['scheduled', 'moved_online', 'postponed', 'rescheduled', 'full', 'cancelled'] as const;
type Status = (typeof STATUSES)[number];

/** What a row says of itself, as one number: a thing moved online may be full at the same time. */
const STATES: readonly (readonly Status[])[] = [
  [],
  ...STATUSES.map((status) => [status]),
  ['moved_online', 'full'],
  ['rescheduled', 'full'],
];
/** Last days this many before and after the day of loading are told apart; no filter looks further. */
const DAYS_EACH_WAY = 1830;
const DAYS = 2 * DAYS_EACH_WAY;
const NEVER = DAYS - 1;

/**
 * States by last day as one facet, so that a filter can ask for some statuses or what has ended.
 * Value: state * DAYS + last day counted from `firstDay`.
 */
export class StatusDays {
  readonly #firstDay: number;

  constructor(day: number) {
    this.#firstDay = day - DAYS_EACH_WAY;
  }

  /** Codes that nobody asks for by name. */
  static codes(): string[] {
    return Array.from({ length: STATES.length * DAYS }, (_, value) => `${value}`);
  }

  /** `seatsLeft` 0 makes what takes place full. `lastDay` null = never ends. */
  valueOf(status: string | null, seatsLeft: number | null, lastDay: number | null): number {
    return stateOf(status, seatsLeft === 0) * DAYS + (lastDay === null ? NEVER : this.#clamp(lastDay));
  }

  rangesOf(status: Status): Range[] {
    return STATES.flatMap((state, at): Range[] => (state.includes(status) ? [[at * DAYS, (at + 1) * DAYS]] : []));
  }

  endedBefore(day: number): Range[] {
    return STATES.map((_, at): Range => [at * DAYS, at * DAYS + this.#clamp(day)]);
  }

  /** Rows with a status among counts per value. */
  count(counts: Uint32Array, status: Status): number {
    let sum = 0;
    for (const [from, to] of this.rangesOf(status)) for (let value = from; value < to; value++) sum += counts[value]!;
    return sum;
  }

  #clamp(day: number): number {
    return Math.min(NEVER - 1, Math.max(0, day - this.#firstDay));
  }
}

function stateOf(status: string | null, noSeats: boolean): number {
  const plain = STATES.findIndex((state) => state.length === 1 && state[0] === status);
  if (plain < 0) return 0;
  if (!noSeats || status === 'cancelled' || status === 'postponed') return plain;
  const both = STATES.findIndex((state) => state.length === 2 && state[0] === status);
  return both >= 0 ? both : STATES.findIndex(([first]) => first === 'full');
}
