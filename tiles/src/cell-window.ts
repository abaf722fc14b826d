import type { RecentRow } from './recent.ts';

/** Cells per side of a tile: 64 px at 512 px. */
export const CELLS = 8;
// Who joins whom depends on centres three joins away: under 126 px, so never beyond two cells of 64.
export const RING = 2;
export const SIDE = CELLS + 2 * RING;
const SIZE = SIDE * SIDE;

/** Sums over the cells of a tile and the rings around it, row by row, west to east; used again for the next tile. */
export class CellWindow {
  readonly count = new Float64Array(SIZE);
  /** Sums of positions in pixels from the west and north edge of the world. */
  readonly sumX = new Float64Array(SIZE);
  readonly sumY = new Float64Array(SIZE);
  /** Rows of the base in each cell, half-open. */
  readonly from = new Uint32Array(SIZE);
  readonly to = new Uint32Array(SIZE);
  /** Recent rows, by cell. */
  readonly recents: { cell: number; row: RecentRow }[] = [];
  /** The cell each cell joins, itself when it joins none. */
  readonly leader = new Uint8Array(SIZE);
  /** Cells with rows, ascending. */
  readonly filled = new Uint8Array(SIZE);
  filledCount = 0;

  clear(): void {
    for (const sums of [this.count, this.sumX, this.sumY, this.from, this.to]) sums.fill(0);
    this.recents.length = 0;
    this.filledCount = 0;
  }

  /** Lists the filled cells. */
  close(): void {
    for (let cell = 0; cell < SIZE; cell++) if (this.count[cell]! > 0) this.filled[this.filledCount++] = cell;
  }
}

/** Whether a cell is of the tile itself. */
export function isOwn(cell: number): boolean {
  const [column, line] = [(cell % SIDE) - RING, Math.floor(cell / SIDE) - RING];
  return column >= 0 && column < CELLS && line >= 0 && line < CELLS;
}
