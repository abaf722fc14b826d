import { rowsIn } from './bitset.ts';
import { firstKey, keySpan, lowerBound } from './morton.ts';
import { countBetween, type Matches } from './matches.ts';
import type { Segment } from './segment.ts';

/** Cells per side of a tile: 64 px at 512 px. */
export const CELLS = 8;
// Who joins whom depends on centres three joins away: under 126 px, so never beyond two cells of 64.
export const RING = 2;
const SIDE = CELLS + 2 * RING;
// Centres nearer than 42 px join; below 64 px only neighbouring cells can be that near.
const RADIUS = 42 / 64;

/** Sums over the cells of a tile and the rings around it, by row, west to east. */
export interface CellWindow {
  count: Float64Array;
  sumX: Float64Array;
  sumY: Float64Array;
  minX: Float64Array;
  minY: Float64Array;
  maxX: Float64Array;
  maxY: Float64Array;
  /** Per cell one count for each kind and one for none. */
  kinds: Uint32Array;
  kindCount: number;
  /** The only member of a cell with one. */
  member: ({ segment: Segment; row: number } | null)[];
}

export function emptyWindow(kindCount: number): CellWindow {
  const size = SIDE * SIDE;
  return {
    count: new Float64Array(size),
    sumX: new Float64Array(size),
    sumY: new Float64Array(size),
    minX: new Float64Array(size).fill(Infinity),
    minY: new Float64Array(size).fill(Infinity),
    maxX: new Float64Array(size),
    maxY: new Float64Array(size),
    kinds: new Uint32Array(size * (kindCount + 1)),
    kindCount,
    member: new Array<null>(size).fill(null),
  };
}

/** Positions in the window of the cells that belong to the tile itself. */
export const OWN_CELLS: readonly number[] = Array.from(
  { length: CELLS * CELLS },
  (_, i) => (RING + Math.floor(i / CELLS)) * SIDE + RING + (i % CELLS),
);

export interface TileSource {
  segment: Segment;
  matches: Matches;
  /** Adds the kinds of the rows to kinds[at...]. */
  countKinds(rows: Uint32Array, kinds: Uint32Array, at: number): void;
}

/** Adds the matching rows of one segment to the cells around tile z/x/y. */
export function addRows(window: CellWindow, source: TileSource, z: number, x: number, y: number): void {
  const { segment, matches } = source;
  const level = z + 3;
  const span = keySpan(level);
  const end = 2 ** level;
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    const cellX = x * CELLS - RING + (cell % SIDE);
    const cellY = y * CELLS - RING + Math.floor(cell / SIDE);
    if (cellX < 0 || cellY < 0 || cellX >= end || cellY >= end) continue;
    const key = firstKey(level, cellX, cellY);
    const from = lowerBound(segment.keys, key, 0, segment.placed);
    const to = lowerBound(segment.keys, key + span, from, segment.placed);
    const count = from < to ? countBetween(matches, from, to) : 0;
    if (count === 0) continue;
    const rows = rowsIn(matches.bits, from, to, count);
    addCell(window, cell, segment, rows);
    source.countKinds(rows, window.kinds, cell * (window.kindCount + 1));
  }
}

function addCell(window: CellWindow, cell: number, segment: Segment, rows: Uint32Array): void {
  const { xs, ys } = segment;
  let [sumX, sumY] = [0, 0];
  let [minX, minY, maxX, maxY] = [window.minX[cell]!, window.minY[cell]!, window.maxX[cell]!, window.maxY[cell]!];
  for (let at = 0; at < rows.length; at++) {
    const x = xs[rows[at]!]!;
    const y = ys[rows[at]!]!;
    sumX += x;
    sumY += y;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  window.count[cell]! += rows.length;
  window.sumX[cell]! += sumX;
  window.sumY[cell]! += sumY;
  window.minX[cell] = minX;
  window.minY[cell] = minY;
  window.maxX[cell] = maxX;
  window.maxY[cell] = maxY;
  window.member[cell] = { segment, row: rows[0]! };
}

/** Joins cells whose centres are near; the outcome for a cell depends only on the rings around it. */
export function joinCells(window: CellWindow, z: number): void {
  const radius = RADIUS * 2 ** (32 - z - 3);
  const near = neighbourhood(window, radius * radius);
  const filled: number[] = [];
  for (let cell = 0; cell < SIDE * SIDE; cell++) if (window.count[cell]! > 0) filled.push(cell);
  const leads = new Uint8Array(SIDE * SIDE);
  for (const cell of filled) if (!near(cell).some((other) => outranks(window, other, cell))) leads[cell] = 1;
  const joins: [cell: number, leader: number][] = [];
  for (const cell of filled) {
    if (leads[cell]) continue;
    const leaders = near(cell).filter((other) => leads[other]);
    if (leaders.length === 0) continue;
    joins.push([cell, leaders.reduce((best, other) => (outranks(window, other, best) ? other : best))]);
  }
  for (const [cell, leader] of joins) moveCell(window, cell, leader);
}

// More members first, then the northern, then the western centre.
function outranks({ count, sumX, sumY }: CellWindow, a: number, b: number): boolean {
  if (count[a] !== count[b]) return count[a]! > count[b]!;
  if (sumY[a] !== sumY[b]) return sumY[a]! < sumY[b]!;
  return sumX[a]! < sumX[b]!;
}

function neighbourhood({ count, sumX, sumY }: CellWindow, radius2: number): (cell: number) => number[] {
  return (cell) => {
    const found: number[] = [];
    const [column, line] = [cell % SIDE, Math.floor(cell / SIDE)];
    for (let y = Math.max(0, line - 1); y <= Math.min(SIDE - 1, line + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(SIDE - 1, column + 1); x++) {
        const other = y * SIDE + x;
        if (other === cell || count[other] === 0) continue;
        const dx = sumX[other]! / count[other]! - sumX[cell]! / count[cell]!;
        const dy = sumY[other]! / count[other]! - sumY[cell]! / count[cell]!;
        if (dx * dx + dy * dy < radius2) found.push(other);
      }
    }
    return found;
  };
}

function moveCell(window: CellWindow, from: number, to: number): void {
  const { minX, minY, maxX, maxY, kinds, kindCount } = window;
  for (const sums of [window.count, window.sumX, window.sumY]) {
    sums[to]! += sums[from]!;
    sums[from] = 0;
  }
  minX[to] = Math.min(minX[to]!, minX[from]!);
  minY[to] = Math.min(minY[to]!, minY[from]!);
  maxX[to] = Math.max(maxX[to]!, maxX[from]!);
  maxY[to] = Math.max(maxY[to]!, maxY[from]!);
  const width = kindCount + 1;
  for (let kind = 0; kind < width; kind++) kinds[to * width + kind]! += kinds[from * width + kind]!;
}
