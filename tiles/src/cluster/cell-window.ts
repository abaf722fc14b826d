import { AT, CELLS, MOST_SIZE, NARROW, strideOf, WIDE, type Ring } from '../kernels/cell-layout.ts';
import type { RecentRow } from '../rows/recent-row.ts';

/** Sums over the cells of a tile and the rings around it, row by row, west to east; used again for the next tile. */
export class CellWindow {
  ring: Ring = NARROW;
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
  /** Which lead in the first round, joined none in it, lead in the second. */
  readonly leads: Uint8Array;
  readonly left: Uint8Array;
  readonly second: Uint8Array;
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
    const uint32 = (at: number, length = MOST_SIZE) => new Uint32Array(buffer, byteOffset + at, length);
    const float64 = (at: number) => new Float64Array(buffer, byteOffset + at, MOST_SIZE);
    const uint8 = (at: number) => new Uint8Array(buffer, byteOffset + at, MOST_SIZE);
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
    this.left = uint8(AT.left);
    this.second = uint8(AT.second);
    this.kinds = uint32(AT.kinds, MOST_SIZE * this.kindStride);
  }

  /** Cells in a line. */
  get side(): number {
    return CELLS + 2 * this.ring;
  }

  /** Empties the cells. */
  clear(): void {
    for (const sums of [this.count, this.sumX, this.sumY, this.from, this.to, this.left]) sums.fill(0);
  }

  /** Lists the filled cells. */
  close(): void {
    this.filledCount = 0;
    const size = this.side ** 2;
    for (let cell = 0; cell < size; cell++) if (this.count[cell]! > 0) this.filled[this.filledCount++] = cell;
  }

  /** Whether a cell is of the tile itself. */
  isOwn(cell: number): boolean {
    const { side, ring } = this;
    const [column, line] = [(cell % side) - ring, Math.floor(cell / side) - ring];
    return column >= 0 && column < CELLS && line >= 0 && line < CELLS;
  }

  /** Cells of the tile itself. */
  get ownCells(): readonly number[] {
    return OWN_CELLS[this.ring];
  }
}

const listOwn = (ring: Ring): number[] =>
  Array.from({ length: CELLS * CELLS }, (_, at) => {
    return (Math.floor(at / CELLS) + ring) * (CELLS + 2 * ring) + (at % CELLS) + ring;
  });
const OWN_CELLS = { [NARROW]: listOwn(NARROW), [WIDE]: listOwn(WIDE) };
