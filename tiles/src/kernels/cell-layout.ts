/** Cells per side of a tile: 64 px at 512 px. */
export const CELLS = 8;
/**
 * Cells around a tile on each side. Who joins whom in the first round depends on centres three joins away: under
 * 126 px, so never beyond two cells of 64. The second round looks five joins far: under 210 px, four cells.
 */
export type Ring = typeof NARROW | typeof WIDE;
export const NARROW = 2;
export const WIDE = 4;
export const MOST_SIZE = (CELLS + 2 * WIDE) ** 2;

// Where the arrays begin, in bytes; assembly/window.ts has the same numbers.
export const AT = {
  count: 0,
  from: 1024,
  to: 2048,
  sumX: 3072,
  sumY: 5120,
  // Two arrays of centres are for the kernels alone.
  members: 11264,
  memberX: 12288,
  memberY: 14336,
  minX: 16384,
  minY: 17408,
  maxX: 18432,
  maxY: 19456,
  leader: 20480,
  filled: 20736,
  leads: 20992,
  left: 21248,
  second: 21504,
  kinds: 21760,
};
const LEAST_SCRATCH = 48;

/** Numbers from one cell's kinds to the next one's. */
export const strideOf = (kindCount: number): number => Math.ceil(kindCount / 4) * 4;

/** Bytes of a window with as many kinds. */
export function windowBytes(kindCount: number): number {
  const stride = strideOf(kindCount) * 4;
  return AT.kinds + MOST_SIZE * stride + Math.max(stride, LEAST_SCRATCH);
}
