import { compareModified } from '../../formats/rpde.ts';

/** What is held of a record of a source. */
export interface Held {
  modified: string;
  /** Of the walk in which it was last seen. */
  epoch: number;
  isGone: boolean;
  /** Digest of what it says. */
  hash: string;
}
export interface Came {
  modified: string;
  /** null: it was deleted. */
  hash: string | null;
}
export type Decision = 'new' | 'changed' | 'same' | 'older' | 'removed';

/**
 * What an item does to what is held. Pages repeat, and copies come late: within one walk from the beginning an older one
 * does nothing. A feed that began anew may count from the start again, so its first word of a record counts.
 */
export function decide(held: Held | undefined, { modified, hash }: Came, epoch: number): Decision {
  // Kept even where nothing was there: an older copy may come after it.
  if (!held) return hash === null ? 'removed' : 'new';
  if (held.epoch === epoch && compareModified(modified, held.modified) < 0) return 'older';
  if (hash === null) return held.isGone ? 'same' : 'removed';
  return held.isGone ? 'new' : held.hash === hash ? 'same' : 'changed';
}

declare const WHOLE: unique symbol;
/** A walk that went from the first page to the last, or a file that was read as a whole. Only `wholeOf` makes one. */
export interface Whole {
  readonly epoch: number;
  readonly [WHOLE]: true;
}
/** null: what was not seen may be anywhere else in the feed. */
export function wholeOf({
  epoch,
  beganAtFirst,
  reachedLast,
}: {
  epoch: number;
  beganAtFirst: boolean;
  reachedLast: boolean;
}): Whole | null {
  return beganAtFirst && reachedLast ? ({ epoch } as Whole) : null;
}

/** Whether a record is gone because the whole did not have it; a walk of changes has no `Whole`, so nothing is gone by it. */
export const isAbsent = (held: Pick<Held, 'epoch' | 'isGone'>, { epoch }: Whole): boolean =>
  !held.isGone && held.epoch < epoch;
