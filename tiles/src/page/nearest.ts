import { metresToBox } from '../grid/box-distance.ts';
import { findKey, firstKey, keySpan } from '../grid/morton.ts';
import { metresBetween, WORLD } from '../grid/projection.ts';
import { firstRow } from '../kernels/bitset.ts';
import { countBetween } from '../kernels/ranked-bits.ts';
import type { Matches } from '../match/matches.ts';
import { lngLatOf } from '../rows/base.ts';
import { Heap } from './heap.ts';

// Up to this many matching rows are measured one by one.
const FEW_ROWS = 16;
const DEEPEST = 26;

/** Rows, or when `row` is set one row, with a lower bound of their distance. */
interface Step {
  metres: number;
  row: number;
  level: number;
  x: number;
  y: number;
  from: number;
  to: number;
}

interface Visit {
  /** Whether a square of the grid may hold rows that are asked for; the others need not be visited. */
  mayHold: (west: number, north: number, side: number) => boolean;
  /** Gets a row; false ends. */
  visit: (metres: number, row: number) => boolean;
}

/**
 * Visits the matching placed rows of the base from near to far by true distance.
 * Best first over the quadtree (Hjaltason and Samet, 1999).
 */
export function visitNearest(
  { reader: { base }, inBase }: Matches,
  { lng, lat }: { lng: number; lat: number },
  { mayHold, visit }: Visit,
): void {
  const steps = new Heap<Step>(({ metres }) => metres);
  const { bits } = inBase;
  const addRows = (from: number, to: number): void => {
    for (let row = firstRow(bits, from, to); row >= 0; row = firstRow(bits, row + 1, to)) {
      steps.push({ metres: metresBetween(lng, lat, ...lngLatOf(base, row)), row, level: 0, x: 0, y: 0, from, to });
    }
  };
  const add = (level: number, x: number, y: number, from: number, to: number): void => {
    const count = countBetween(inBase, from, to);
    if (count === 0) return;
    const side = WORLD / 2 ** level;
    if (!mayHold(x * side, y * side, side)) return;
    if (count <= FEW_ROWS || level === DEEPEST) return addRows(from, to);
    steps.push({ metres: metresToBox(lng, lat, x * side, y * side, side), row: -1, level, x, y, from, to });
  };
  add(0, 0, 0, 0, base.placed);
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (step.row >= 0) {
      if (!visit(step.metres, step.row)) return;
      continue;
    }
    const { level, x, y, from, to } = step;
    const first = firstKey(level, x, y);
    const span = keySpan(level + 1);
    for (let child = 0, start = from; child < 4; child++) {
      const end = findKey(base, first + (child + 1) * span, start, to);
      add(level + 1, 2 * x + (child & 1), 2 * y + (child >> 1), start, end);
      start = end;
    }
  }
}
