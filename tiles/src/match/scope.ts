import { rectOf, type Rect } from '../grid/projection.ts';
import type { Bbox, Scope, Totals } from '../input/types.ts';
import { copyRows } from '../kernels/bitset.ts';
import { countBetween, totalOf } from '../kernels/ranked-bits.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { Matches } from './matches.ts';
import { countInRect, isApart, isCovered, isInRect, listInRect, rectBits } from './rect.ts';

/** Which of the matching rows a question is about; a rectangle belongs to view and elsewhere. */
export type RowScope =
  { scope: 'all' } | { scope: 'unplaced' } | { scope: 'view'; rect: Rect } | { scope: 'elsewhere'; rect: Rect };

export function toRowScope(scope: Scope, bbox: Bbox | undefined): RowScope {
  if (scope === 'all' || scope === 'unplaced') return { scope };
  if (!bbox) throw new RangeError(`scope ${scope} needs a bbox`);
  return { scope, rect: rectOf(bbox) };
}

/** Rows of a scope: those of the base ascending, and recent ones. */
export interface ScopedRows {
  rows: Uint32Array;
  recents: readonly RecentRow[];
}

export function listRows(matches: Matches, rowScope: RowScope): ScopedRows {
  return { rows: listBase(matches, rowScope), recents: matches.recents.filter((row) => isInScope(row, rowScope)) };
}

function listBase({ reader: { base }, inBase }: Matches, rowScope: RowScope): Uint32Array {
  if (rowScope.scope === 'view') return listInRect(base, inBase, rowScope.rect);
  const from = rowScope.scope === 'unplaced' ? base.placed : 0;
  const to = rowScope.scope === 'elsewhere' ? base.placed : base.count;
  let { bits } = inBase;
  if (rowScope.scope === 'elsewhere') {
    const outside = rectBits(base, rowScope.rect);
    for (let lane = 0; lane < bits.length; lane++) outside[lane] = bits[lane]! & ~outside[lane]!;
    bits = outside;
  }
  const rows = new Uint32Array(countBetween(inBase, from, to));
  return rows.subarray(0, copyRows(bits, from, to, rows, 0));
}

export function isInScope(row: RecentRow, rowScope: RowScope): boolean {
  if (rowScope.scope === 'all') return true;
  if (rowScope.scope === 'unplaced') return !row.isPlaced;
  return row.isPlaced && isInRect(rowScope.rect, row.x, row.y) === (rowScope.scope === 'view');
}

/** Whether any row in a square of the grid may be in the scope. */
export function mayHold(rowScope: RowScope, west: number, north: number, side: number): boolean {
  if (rowScope.scope === 'view') return !isApart(rowScope.rect, west, north, side);
  if (rowScope.scope === 'elsewhere') return !isCovered(rowScope.rect, west, north, side);
  return rowScope.scope === 'all';
}

/** Without a rectangle every placed row is in view. */
export function countTotals({ reader: { base }, inBase, recents }: Matches, rect: Rect | null): Totals {
  const placedInBase = countBetween(inBase, 0, base.placed);
  const placedRecents = recents.filter(({ isPlaced }) => isPlaced);
  const onMap = placedInBase + placedRecents.length;
  const total = totalOf(inBase) + recents.length;
  const inView = rect
    ? countInRect(base, inBase, rect) + placedRecents.filter(({ x, y }) => isInRect(rect, x, y)).length
    : onMap;
  return { total, inView, elsewhere: onMap - inView, unplaced: total - onMap };
}
