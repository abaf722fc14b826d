import { rectOf, type Rect } from '../grid/projection.ts';
import type { Bbox, Scope, Totals } from '../input/types.ts';
import { copyRows } from '../kernels/bitset.ts';
import { countBetween, totalOf } from '../kernels/ranked-bits.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { Answer } from './matches.ts';
import { countInRect, isInRect, listInRect, rectBits } from './rect.ts';

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

export function listRows(answer: Answer, rowScope: RowScope): ScopedRows {
  return { rows: listBase(answer, rowScope), recents: answer.recents.filter((row) => isInScope(row, rowScope)) };
}

function listBase({ reader: { base }, matches }: Answer, rowScope: RowScope): Uint32Array {
  if (rowScope.scope === 'view') return listInRect(base, matches, rowScope.rect);
  const from = rowScope.scope === 'unplaced' ? base.placed : 0;
  const to = rowScope.scope === 'elsewhere' ? base.placed : base.count;
  let { bits } = matches;
  if (rowScope.scope === 'elsewhere') {
    const outside = rectBits(base, rowScope.rect);
    for (let word = 0; word < bits.length; word++) outside[word] = bits[word]! & ~outside[word]!;
    bits = outside;
  }
  const rows = new Uint32Array(countBetween(matches, from, to));
  return rows.subarray(0, copyRows(bits, from, to, rows, 0));
}

export function isInScope(row: RecentRow, rowScope: RowScope): boolean {
  if (rowScope.scope === 'all') return true;
  if (rowScope.scope === 'unplaced') return !row.isPlaced;
  return row.isPlaced && isInRect(rowScope.rect, row.x, row.y) === (rowScope.scope === 'view');
}

/** Without a rectangle every placed row is in view. */
export function countTotals({ reader: { base }, matches, recents }: Answer, rect: Rect | null): Totals {
  const inBase = countBetween(matches, 0, base.placed);
  const placedRecents = recents.filter(({ isPlaced }) => isPlaced);
  const onMap = inBase + placedRecents.length;
  const total = totalOf(matches) + recents.length;
  const inView = rect
    ? countInRect(base, matches, rect) + placedRecents.filter(({ x, y }) => isInRect(rect, x, y)).length
    : onMap;
  return { total, inView, elsewhere: onMap - inView, unplaced: total - onMap };
}
