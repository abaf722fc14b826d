import type { PageRequest } from '../input/types.ts';
import type { Matches } from '../match/matches.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { Top } from './top.ts';

export interface Candidate {
  key: number;
  id: number;
  place: number;
  row: number | RecentRow;
}

type Place = Pick<Candidate, 'key' | 'id' | 'place'>;

function compareHits(a: Place, b: Place): number {
  return a.key - b.key || a.id - b.id || a.place - b.place;
}

/** Keeps the first hits after `request.after` by (key, id, place). */
export class PageTop {
  readonly asOf: number;
  readonly #top: Top<Candidate>;
  readonly #after: Place | undefined;
  readonly #matches: Matches;

  constructor(matches: Matches, { limit, after, asOf }: PageRequest) {
    this.asOf = asOf;
    this.#matches = matches;
    this.#top = new Top<Candidate>(limit, compareHits);
    this.#after = after;
  }

  /** No row with a greater key can get in any more. */
  get bar(): number {
    return this.#top.last?.key ?? Infinity;
  }

  /** Keys below this one are on pages before. */
  get floor(): number {
    return this.#after?.key ?? -Infinity;
  }

  offer(key: number, row: number | RecentRow): void {
    if (key > this.bar || key < this.floor) return;
    const { id, place } = typeof row === 'object' ? row.input : idsOf(this.#matches, row);
    const candidate = { key, id, place, row };
    if (!this.#after || compareHits(candidate, this.#after) > 0) this.#top.offer(candidate);
  }

  sorted(): Candidate[] {
    return this.#top.sorted();
  }
}

function idsOf({ reader: { base } }: Matches, row: number): { id: number; place: number } {
  return { id: base.id[row]!, place: base.place[row]! };
}
