import type { RecentRow } from './recent.ts';

/** Cells per side of a tile: 64 px at 512 px. */
export const CELLS = 8;
// Who joins whom depends on centres three joins away: under 126 px, so never beyond two cells of 64.
export const RING = 2;
export const SIDE = CELLS + 2 * RING;
const SIZE = SIDE * SIDE;

// Where the arrays begin, in bytes; assembly/tile.ts has the same numbers.
const AT = {
  count: 0,
  from: 576,
  to: 1152,
  sumX: 1728,
  sumY: 2880,
  // Two arrays of centres are for the kernels alone.
  members: 6336,
  memberX: 6912,
  memberY: 8064,
  minX: 9216,
  minY: 9792,
  maxX: 10368,
  maxY: 10944,
  leader: 11520,
  filled: 11664,
  leads: 11808,
  kinds: 11968,
};
const LEAST_SCRATCH = 48;

const strideOf = (kindCount: number): number => Math.ceil(kindCount / 4) * 4;

/** Bytes of a window with as many kinds. */
export function windowBytes(kindCount: number): number {
  const stride = strideOf(kindCount) * 4;
  return AT.kinds + SIZE * stride + Math.max(stride, LEAST_SCRATCH);
}

/** Sums over the cells of a tile and the rings around it, row by row, west to east; used again for the next tile. */
export class CellWindow {
  readonly kindCount: number;
  /** Numbers from one cell's kinds to the next one's. */
  readonly kindStride: number;
  readonly count: Uint32Array;
  /** Sums of positions in pixels from the west and north edge of the world. */
  readonly sumX: Float64Array;
  readonly sumY: Float64Array;
  /** Rows of the base in each cell, half-open. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** The cell each cell joins, itself when it joins none. */
  readonly leader: Uint8Array;
  readonly leads: Uint8Array;
  /** Cells with rows, ascending. */
  readonly filled: Uint8Array;
  filledCount = 0;
  /** What a cluster tells of its members, by its leading cell. */
  readonly members: Uint32Array;
  readonly memberX: Float64Array;
  readonly memberY: Float64Array;
  readonly minX: Uint32Array;
  readonly minY: Uint32Array;
  readonly maxX: Uint32Array;
  readonly maxY: Uint32Array;
  /** Per cell one count for each kind. */
  readonly kinds: Uint32Array;
  /** Recent rows, by cell. */
  recents: { cell: number; row: RecentRow }[] = [];

  /** `memory`: as many bytes as `windowBytes` says. */
  constructor({ buffer, byteOffset }: Uint8Array, kindCount: number) {
    const uint32 = (at: number, length = SIZE) => new Uint32Array(buffer, byteOffset + at, length);
    const float64 = (at: number) => new Float64Array(buffer, byteOffset + at, SIZE);
    const uint8 = (at: number) => new Uint8Array(buffer, byteOffset + at, SIZE);
    this.kindCount = kindCount;
    this.kindStride = strideOf(kindCount);
    this.count = uint32(AT.count);
    this.from = uint32(AT.from);
    this.to = uint32(AT.to);
    this.sumX = float64(AT.sumX);
    this.sumY = float64(AT.sumY);
    this.members = uint32(AT.members);
    this.memberX = float64(AT.memberX);
    this.memberY = float64(AT.memberY);
    this.minX = uint32(AT.minX);
    this.minY = uint32(AT.minY);
    this.maxX = uint32(AT.maxX);
    this.maxY = uint32(AT.maxY);
    this.leader = uint8(AT.leader);
    this.filled = uint8(AT.filled);
    this.leads = uint8(AT.leads);
    this.kinds = uint32(AT.kinds, SIZE * this.kindStride);
  }

  /** Empties the cells. */
  clear(): void {
    for (const sums of [this.count, this.sumX, this.sumY, this.from, this.to]) sums.fill(0);
  }

  /** Lists the filled cells. */
  close(): void {
    this.filledCount = 0;
    for (let cell = 0; cell < SIZE; cell++) if (this.count[cell]! > 0) this.filled[this.filledCount++] = cell;
  }
}

/** Whether a cell is of the tile itself. */
export function isOwn(cell: number): boolean {
  const [column, line] = [(cell % SIDE) - RING, Math.floor(cell / SIDE) - RING];
  return column >= 0 && column < CELLS && line >= 0 && line < CELLS;
}

/** Cells of the tile itself. */
export const OWN_CELLS: readonly number[] = Array.from({ length: SIZE }, (_, cell) => cell).filter(isOwn);
