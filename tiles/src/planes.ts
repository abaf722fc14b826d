import { setBit } from './bitset.ts';

/** Levels whose bit of x and y is kept as a bitset over the rows: two planes a level. */
export const FIRST_LEVEL = 4;
export const LAST_LEVEL = 22;
/** Planes that tell a position inside a cell: six levels, 1/64 of a cell. */
export const CELL_PLANES = 12;

export const PLANE_COUNT = 2 * (LAST_LEVEL - FIRST_LEVEL + 1);

/** Writes bit 32 - level of x, then of y, for each level, `words` words each. */
export function fillPlanes(planes: Uint32Array, words: number, placed: number, xs: Uint32Array, ys: Uint32Array): void {
  for (let level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
    const first = 2 * (level - FIRST_LEVEL) * words;
    fillPlane(planes.subarray(first, first + words), placed, xs, 32 - level);
    fillPlane(planes.subarray(first + words, first + 2 * words), placed, ys, 32 - level);
  }
}

function fillPlane(plane: Uint32Array, placed: number, positions: Uint32Array, bit: number): void {
  for (let word = 0, row = 0; row < placed; word++) {
    const end = Math.min(placed, row + 32);
    let v = 0;
    for (let at = 0; row < end; row++, at++) v |= ((positions[row]! >>> bit) & 1) << at;
    plane[word] = v;
  }
}

/** Rows of a box: two words of a bitset. */
export const BOX_ROWS = 64;

/** Least and greatest x and y of every 64 placed rows: minX, minY, maxX, maxY. */
export function fillBoxes(boxes: Uint32Array, placed: number, xs: Uint32Array, ys: Uint32Array): void {
  for (let box = 0; box * BOX_ROWS < placed; box++) {
    let [minX, minY, maxX, maxY] = [0xffffffff, 0xffffffff, 0, 0];
    const end = Math.min(placed, (box + 1) * BOX_ROWS);
    for (let row = box * BOX_ROWS; row < end; row++) {
      const [x, y] = [xs[row]!, ys[row]!];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    boxes.set([minX, minY, maxX, maxY], box * 4);
  }
}

/** Turns a 0/1 column into a bitset. */
export function fillFlags(bits: Uint32Array, flags: Uint8Array): void {
  for (let row = 0; row < flags.length; row++) if (flags[row] === 1) setBit(bits, row);
}
