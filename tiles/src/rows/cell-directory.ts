import { mortonHigh } from '../grid/morton.ts';
import type { Arena } from '../kernels/arena.ts';

/** Level of the cells: some 5 km across in Zhejiang, a few thousand of them with rows. */
const CELL_LEVEL = 12;
const KEY_BITS = 2 * CELL_LEVEL;

/** The cells of one level that have rows, by ascending Morton number. */
export interface CellDirectory {
  level: number;
  keys: Uint32Array;
  /** First row of each cell; one entry more for the end. */
  starts: Uint32Array;
}

const keyOf = (x: number, y: number): number => mortonHigh(x, y) >>> (32 - KEY_BITS);

/** Bytes for the cells of so many rows, at most. */
export const cellBytes = (placed: number): number => 8 * placed + 256;

/** The directory of positions in Morton order. */
export function buildCells(arena: Arena, xs: Uint32Array, ys: Uint32Array, placed: number): CellDirectory {
  const count = countCells(xs, ys, placed);
  const cells = { level: CELL_LEVEL, keys: arena.uint32(count), starts: arena.uint32(count + 1) };
  let cell = 0;
  for (let row = 0, last = -1; row < placed; row++) {
    const key = keyOf(xs[row]!, ys[row]!);
    if (key !== last) {
      cells.keys[cell] = key;
      cells.starts[cell++] = row;
    }
    last = key;
  }
  cells.starts[cell] = placed;
  return cells;
}

function countCells(xs: Uint32Array, ys: Uint32Array, placed: number): number {
  let count = 0;
  for (let row = 0, last = -1; row < placed; row++) {
    const key = keyOf(xs[row]!, ys[row]!);
    if (key !== last) count++;
    last = key;
  }
  return count;
}
