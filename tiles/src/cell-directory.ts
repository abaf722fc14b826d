import { mortonHigh } from './morton.ts';

/** Level of the cells: some 5 km across in Zhejiang, a few thousand of them with rows. */
export const CELL_LEVEL = 12;
const KEY_BITS = 2 * CELL_LEVEL;

/** The cells of one level that have rows, by ascending Morton number. */
export interface CellDirectory {
  level: number;
  keys: Uint32Array;
  /** First row of each cell; one entry more for the end. */
  starts: Uint32Array;
}

const keyOf = (x: number, y: number): number => mortonHigh(x, y) >>> (32 - KEY_BITS);

/** Cells with rows; `order`: the rows in Morton order. */
export function countCells(xs: Uint32Array, ys: Uint32Array, order: Uint32Array, placed: number): number {
  let count = 0;
  for (let at = 0, last = -1; at < placed; at++) {
    const key = keyOf(xs[order[at]!]!, ys[order[at]!]!);
    if (key !== last) count++;
    last = key;
  }
  return count;
}

/** Fills a directory over positions in Morton order. */
export function fillCells({ keys, starts }: CellDirectory, xs: Uint32Array, ys: Uint32Array, placed: number): void {
  let cell = 0;
  for (let row = 0, last = -1; row < placed; row++) {
    const key = keyOf(xs[row]!, ys[row]!);
    if (key !== last) {
      keys[cell] = key;
      starts[cell++] = row;
    }
    last = key;
  }
  starts[cell] = placed;
}
