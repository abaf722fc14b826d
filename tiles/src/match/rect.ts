import { findKey, firstKey, keySpan } from '../grid/morton.ts';
import { WORLD, type Rect } from '../grid/projection.ts';
import { copyRows, fillRows, hasBit, setBit, lanesFor } from '../kernels/bitset.ts';
import { countBetween, type RankedBits } from '../kernels/ranked-bits.ts';
import type { Base } from '../rows/base.ts';

// Below this many rows a look at each is cheaper than a split.
const LEAF = 64;

interface Visitor {
  /** Rows [from, to) all lie inside. */
  inside(from: number, to: number): void;
  /** Of rows [from, to) some may. */
  edge(from: number, to: number): void;
  /** False where nothing of interest is: the split stops. */
  wants(from: number, to: number): boolean;
}

type Placed = Pick<Base, 'placed' | 'xs' | 'ys' | 'fences'>;

/** Splits a rectangle into runs of rows, in their order. */
function visitRect(base: Placed, rect: Rect, visitor: Visitor): void {
  const split = (level: number, x: number, y: number, from: number, to: number): void => {
    if (from === to || !visitor.wants(from, to)) return;
    const side = WORLD / 2 ** level;
    const [west, north] = [x * side, y * side];
    if (isApart(rect, west, north, side)) return;
    if (isCovered(rect, west, north, side)) return visitor.inside(from, to);
    if (to - from <= LEAF || level === 26) return visitor.edge(from, to);
    const first = firstKey(level, x, y);
    const span = keySpan(level + 1);
    for (let child = 0, start = from; child < 4; child++) {
      const end = findKey(base, first + (child + 1) * span, start, to);
      split(level + 1, 2 * x + (child & 1), 2 * y + (child >> 1), start, end);
      start = end;
    }
  };
  split(0, 0, 0, 0, base.placed);
}

/** Nothing of a square of the grid lies inside. */
export function isApart(rect: Rect, west: number, north: number, side: number): boolean {
  return west >= rect.x1 || west + side <= rect.x0 || north >= rect.y1 || north + side <= rect.y0;
}

/** All of a square of the grid lies inside. */
export function isCovered(rect: Rect, west: number, north: number, side: number): boolean {
  return west >= rect.x0 && west + side <= rect.x1 && north >= rect.y0 && north + side <= rect.y1;
}

export function isInRect(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x0 && x < rect.x1 && y >= rect.y0 && y < rect.y1;
}

/** Bitset of the placed rows inside a rectangle, whether they match or not. */
export function rectBits(base: Base, rect: Rect): Uint32Array {
  const bits = new Uint32Array(lanesFor(base.count));
  visitRect(base, rect, {
    inside: (from, to) => fillRows(bits, from, to),
    edge(from, to) {
      for (let row = from; row < to; row++) if (isInRect(rect, base.xs[row]!, base.ys[row]!)) setBit(bits, row);
    },
    wants: () => true,
  });
  return bits;
}

/** How many matching rows lie inside. */
export function countInRect(base: Base, inBase: RankedBits, rect: Rect): number {
  let count = 0;
  visitRect(base, rect, {
    inside(from, to) {
      count += countBetween(inBase, from, to);
    },
    edge(from, to) {
      for (let row = from; row < to; row++) {
        if (hasBit(inBase.bits, row) && isInRect(rect, base.xs[row]!, base.ys[row]!)) count++;
      }
    },
    wants: (from, to) => to - from < LEAF || countBetween(inBase, from, to) > 0,
  });
  return count;
}

/** The matching rows inside, ascending. */
export function listInRect(base: Base, inBase: RankedBits, rect: Rect): Uint32Array {
  let rows = new Uint32Array(1024);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= rows.length) return;
    const larger = new Uint32Array((length + more) * 2);
    larger.set(rows);
    rows = larger;
  };
  visitRect(base, rect, {
    inside(from, to) {
      reserve(to - from);
      length = copyRows(inBase.bits, from, to, rows, length);
    },
    edge(from, to) {
      reserve(to - from);
      for (let row = from; row < to; row++) {
        if (hasBit(inBase.bits, row) && isInRect(rect, base.xs[row]!, base.ys[row]!)) rows[length++] = row;
      }
    },
    wants: (from, to) => to - from < LEAF || countBetween(inBase, from, to) > 0,
  });
  return rows.subarray(0, length);
}
