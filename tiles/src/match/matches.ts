import type { Matches } from '../kernels/ranked-bits.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { BaseReader } from './base-reader.ts';
import type { FoundText } from './text-rows.ts';

/** What a filter keeps: rows of the base, and of those that came later. */
export interface Answer {
  reader: BaseReader;
  matches: Matches;
  recents: readonly RecentRow[];
  /** What its q found, null without one. */
  found: Found | null;
}

/** What a q found. */
export interface Found extends FoundText {
  /** Scores of the recent rows among them. */
  recents: ReadonlyMap<RecentRow, number>;
}
