import { setBit } from '../kernels/bitset.ts';
import type { Planes } from '../kernels/types.ts';

/** Levels whose bit of x and y is kept as a bitset over the rows: two planes a level. */
export const FIRST_LEVEL = 4;
export const LAST_LEVEL = 22;
/** Planes that tell a position inside a cell: six levels, 1/64 of a cell. */
export const CELL_PLANES = 12;

const PLANE_COUNT = 2 * (LAST_LEVEL - FIRST_LEVEL + 1);

/** Lanes of a block in one plane. */
const BLOCK_LANES = 16;
// The kernels read four planes at a time.
const PAD_LANES = 3 * BLOCK_LANES;

/** Lanes of the planes of as many blocks: first those of the kinds, then x and y of each level. */
export function planeLanes(blocks: number, kindCount: number): number {
  return blocks * recordLanes(kindCount) + PAD_LANES;
}

export function recordLanes(kindCount: number): number {
  return (kindCount + PLANE_COUNT) * BLOCK_LANES;
}

/** Writes the bits of all kinds, one bitset after the other. */
export function fillKindPlanes({ records, recordLanes }: Planes, kinds: readonly Uint32Array[]): void {
  for (const [kind, bits] of kinds.entries()) {
    for (let lane = 0; lane < bits.length; lane++) {
      records[(lane >>> 4) * recordLanes + kind * BLOCK_LANES + (lane & 15)] = bits[lane]!;
    }
  }
}

/** Writes bit 32 - level of x, then of y, for each level. */
export function fillPlanes(
  { records, recordLanes }: Planes,
  kindCount: number,
  placed: number,
  xs: Uint32Array,
  ys: Uint32Array,
): void {
  for (let lane = 0, row = 0; row < placed; lane++, row += 32) {
    const end = Math.min(placed, row + 32);
    let at = (lane >>> 4) * recordLanes + kindCount * BLOCK_LANES + (lane & 15);
    for (let bit = 32 - FIRST_LEVEL; bit >= 32 - LAST_LEVEL; bit--, at += 2 * BLOCK_LANES) {
      let [x, y] = [0, 0];
      for (let one = row; one < end; one++) {
        x |= ((xs[one]! >>> bit) & 1) << (one - row);
        y |= ((ys[one]! >>> bit) & 1) << (one - row);
      }
      records[at] = x;
      records[at + BLOCK_LANES] = y;
    }
  }
}

/** Rows of a box: two lanes of a bitset. */
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
