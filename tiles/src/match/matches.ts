import type { RankedBits } from '../kernels/ranked-bits.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { BaseReader } from './base-reader.ts';
import type { FoundText } from './text-rows.ts';

/** The rows that match a filter: those of the base, and recent ones. */
export interface Matches {
  reader: BaseReader;
  inBase: RankedBits;
  recents: readonly RecentRow[];
  /** What its q found, null without one. */
  found: Found | null;
}

/** What a q found. */
export interface Found extends FoundText {
  /** Scores of the recent rows among them. */
  recents: ReadonlyMap<RecentRow, number>;
}
