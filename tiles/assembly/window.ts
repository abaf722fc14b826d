// The cells around a tile, which the three steps of its clusters share: fill-window, join-cells, collect-members.
// Those files of tiles/src/cluster say the same in plain TypeScript.

// As in kernels/cell-layout.ts.
export const CELLS: i32 = 8;
export const NARROW: i32 = 2;
export const MOST_SIZE: usize = 256;

// Where the arrays of a window begin, as in kernels/cell-layout.ts.
export const COUNT: usize = 0;
export const FROM: usize = 1024;
export const TO: usize = 2048;
export const SUM_X: usize = 3072;
export const SUM_Y: usize = 5120;
export const CENTRE_X: usize = 7168;
export const CENTRE_Y: usize = 9216;
export const MEMBERS: usize = 11264;
export const MEMBER_X: usize = 12288;
export const MEMBER_Y: usize = 14336;
export const MIN_X: usize = 16384;
export const MIN_Y: usize = 17408;
export const MAX_X: usize = 18432;
export const MAX_Y: usize = 19456;
export const LEADER: usize = 20480;
export const FILLED: usize = 20736;
export const LEADS: usize = 20992;
export const LEFT: usize = 21248;
export const SECOND: usize = 21504;
export const KINDS: usize = 21760;

// The window that is being worked on.
export let win: usize = 0;
// Cells around the tile on each side, cells in a line, cells.
export let ring: i32 = 0;
export let side: i32 = 0;
export let size: u32 = 0;

export function measure(window: usize, rings: i32): void {
  win = window;
  ring = rings;
  side = CELLS + 2 * rings;
  size = side * side;
}

export function isOwn(cell: u32): bool {
  const column = (<i32>cell % side) - ring;
  const line = <i32>cell / side - ring;
  return column >= 0 && column < CELLS && line >= 0 && line < CELLS;
}
