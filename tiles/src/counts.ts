import { andInto, hasBit, rankDirectory, rankOf } from './bitset.ts';
import { countValues } from './facet-column.ts';
import type { Matches } from './matches.ts';
import type { Rect } from './projection.ts';
import type { RowScope, SegmentReader } from './segment-reader.ts';
import type { Totals } from './types.ts';

/** Totals of one segment; without a rectangle every placed row is in view. */
export function countTotals(reader: SegmentReader, { bits, rank }: Matches, rect: Rect | null): Totals {
  const total = rank.at(-1)!;
  const { placed, count } = reader.segment;
  const onMap = placed < count ? rankOf(bits, rank, placed) : total;
  let inView = onMap;
  if (rect) {
    const inside = reader.rectBits(rect).slice();
    andInto(inside, bits);
    inView = rankDirectory(inside).at(-1)!;
  }
  return { total, inView, elsewhere: onMap - inView, unplaced: total - onMap };
}

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    total: a.total + b.total,
    inView: a.inView + b.inView,
    elsewhere: a.elsewhere + b.elsewhere,
    unplaced: a.unplaced + b.unplaced,
  };
}

export type FacetCounts = Record<string, Uint32Array>;

export interface CountRequest {
  rowScope: RowScope;
  /** The rows of the filter without this facet; the rows of the whole filter when it does not name it. */
  matchWithout(facet: string): Matches;
}

/** Adds the rows of one segment per facet value, each facet under all other facets of the filter. */
export function addFacetCounts(counts: FacetCounts, reader: SegmentReader, request: CountRequest): void {
  const listed = new Map<Matches, Uint32Array>();
  for (const column of reader.segment.facets) {
    const matches = request.matchWithout(column.spec.name);
    let rows = listed.get(matches);
    if (!rows) listed.set(matches, (rows = reader.listRows(matches, request.rowScope)));
    countValues(column, rows, counts[column.spec.name]!);
  }
}

/** What the placed rows that live lie in, sides included; null when there are none. */
export function extentOf({ segment }: SegmentReader): Rect | null {
  const extent = { x0: Infinity, y0: Infinity, x1: -1, y1: -1 };
  for (let row = 0; row < segment.placed; row++) {
    if (!hasBit(segment.alive, row)) continue;
    const [x, y] = [segment.xs[row]!, segment.ys[row]!];
    extent.x0 = Math.min(extent.x0, x);
    extent.y0 = Math.min(extent.y0, y);
    extent.x1 = Math.max(extent.x1, x);
    extent.y1 = Math.max(extent.y1, y);
  }
  return extent.x1 < 0 ? null : extent;
}
