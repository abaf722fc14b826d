import type { Rect } from '../grid/projection.ts';
import type { FacetTree } from '../input/facet-tree.ts';
import { hasBit } from '../kernels/bitset.ts';
import { countList, countValues } from '../rows/facet-column.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { BaseReader } from './base-reader.ts';
import type { ScopedRows } from './scope.ts';

export type FacetCounts = Record<string, Uint32Array>;

export interface CountRequest {
  trees: readonly FacetTree[];
  /** Facets to count. */
  names: ReadonlySet<string>;
  /** The rows of the filter without this facet; of the whole filter when it does not name it. */
  rowsWithout: (facet: string) => ScopedRows;
}

/** Rows per facet value, each facet under all other facets of the filter. */
export function countFacets({ base }: BaseReader, { trees, names, rowsWithout }: CountRequest): FacetCounts {
  const counts: FacetCounts = {};
  for (const [facet, tree] of trees.entries()) {
    if (!names.has(tree.name)) continue;
    const { rows, recents } = rowsWithout(tree.name);
    const own = new Uint32Array(tree.ends.length);
    countValues(base.facets[facet]!, tree, rows, own);
    for (const { values } of recents) countList(values[facet]!, 0, values[facet]!.length, tree, 1, own);
    counts[tree.name] = own;
  }
  return counts;
}

/** What the placed rows that live lie in, sides included; null when there are none. */
export function extentOf({ base }: BaseReader, recents: readonly RecentRow[]): Rect | null {
  const extent = { x0: Infinity, y0: Infinity, x1: -1, y1: -1 };
  const widen = (x: number, y: number): void => {
    extent.x0 = Math.min(extent.x0, x);
    extent.y0 = Math.min(extent.y0, y);
    extent.x1 = Math.max(extent.x1, x);
    extent.y1 = Math.max(extent.y1, y);
  };
  for (let row = 0; row < base.placed; row++) if (hasBit(base.alive, row)) widen(base.xs[row]!, base.ys[row]!);
  for (const { alive, isPlaced, x, y } of recents) if (alive && isPlaced) widen(x, y);
  return extent.x1 < 0 ? null : extent;
}
