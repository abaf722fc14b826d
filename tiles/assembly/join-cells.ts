// Second step of a tile: which cells make a cluster.
import {
  CENTRE_X,
  CENTRE_Y,
  COUNT,
  FILLED,
  isOwn,
  LEADER,
  LEADS,
  LEFT,
  measure,
  NARROW,
  ring,
  SECOND,
  side,
  size,
  SUM_X,
  SUM_Y,
  win,
} from './window';

// As in kernels/cell-layout.ts.
const RADIUS2: f64 = 42 * 42;
/** Added to the count of cells where the tile needs a wide window. */
const CROWDED: u32 = 0x10000;

/**
 * Finds the cells whose centres are near and join; returns how many cells have rows, plus CROWDED where some of the
 * tile are left over near each other, which a wide window joins in a second round.
 */
export function joinCells(window: usize, rings: i32): u32 {
  measure(window, rings);
  const filled = listFilled();
  for (let at: u32 = 0; at < filled; at++) {
    const cell = load<u8>(win + FILLED + at);
    store<u8>(win + LEADS + cell, isLeader(cell));
  }
  for (let at: u32 = 0; at < filled; at++) {
    const cell = load<u8>(win + FILLED + at);
    const leads = load<u8>(win + LEADS + cell);
    const leader = leads ? cell : findLeader(cell, LEADS);
    store<u8>(win + LEADER + cell, leader);
    store<u8>(win + LEFT + cell, leader == cell && !leads);
  }
  if (ring == NARROW) return isCrowded(filled) ? filled | CROWDED : filled;
  joinLeft(filled);
  return filled;
}

function listFilled(): u32 {
  let filled: u32 = 0;
  for (let cell: u32 = 0; cell < size; cell++) {
    const count = load<u32>(win + (cell << 2) + COUNT);
    if (count == 0) {
      store<u8>(win + LEFT + cell, 0);
      continue;
    }
    const large = win + (cell << 3);
    store<f64>(large + CENTRE_X, load<f64>(large + SUM_X) / <f64>count);
    store<f64>(large + CENTRE_Y, load<f64>(large + SUM_Y) / <f64>count);
    store<u8>(win + FILLED + filled++, cell);
  }
  return filled;
}

function isCrowded(filled: u32): bool {
  for (let at: u32 = 0; at < filled; at++) {
    const cell = load<u8>(win + FILLED + at);
    if (load<u8>(win + LEFT + cell) && isOwn(cell) && hasNearLeft(cell, false)) return true;
  }
  return false;
}

/** The second round: cells left over join each other as all did in the first. */
function joinLeft(filled: u32): void {
  for (let at: u32 = 0; at < filled; at++) {
    const cell = load<u8>(win + FILLED + at);
    store<u8>(win + SECOND + cell, load<u8>(win + LEFT + cell) && !hasNearLeft(cell, true));
  }
  for (let at: u32 = 0; at < filled; at++) {
    const cell = load<u8>(win + FILLED + at);
    if (load<u8>(win + LEFT + cell) == 0 || load<u8>(win + SECOND + cell)) continue;
    store<u8>(win + LEADER + cell, findLeader(cell, SECOND));
  }
}

/** More members first, then the northern, then the western centre. */
function outranks(a: u32, b: u32): bool {
  const countA = load<u32>(win + (a << 2) + COUNT);
  const countB = load<u32>(win + (b << 2) + COUNT);
  if (countA != countB) return countA > countB;
  const yA = load<f64>(win + (a << 3) + SUM_Y);
  const yB = load<f64>(win + (b << 3) + SUM_Y);
  if (yA != yB) return yA < yB;
  return load<f64>(win + (a << 3) + SUM_X) < load<f64>(win + (b << 3) + SUM_X);
}

function isNear(a: u32, b: u32): bool {
  const dx = load<f64>(win + (a << 3) + CENTRE_X) - load<f64>(win + (b << 3) + CENTRE_X);
  const dy = load<f64>(win + (a << 3) + CENTRE_Y) - load<f64>(win + (b << 3) + CENTRE_Y);
  return dx * dx + dy * dy < RADIUS2;
}

// The cells around one, within the window.
let west: i32 = 0;
let north: i32 = 0;
let east: i32 = 0;
let south: i32 = 0;

function lookAround(cell: u32): void {
  const column = <i32>cell % side;
  const line = <i32>cell / side;
  west = max(0, column - 1);
  north = max(0, line - 1);
  east = min(side - 1, column + 1);
  south = min(side - 1, line + 1);
}

function isLeader(cell: u32): bool {
  lookAround(cell);
  for (let y = north; y <= south; y++) {
    for (let x = west; x <= east; x++) {
      const other = <u32>(y * side + x);
      if (other == cell || load<u32>(win + (other << 2) + COUNT) == 0) continue;
      if (outranks(other, cell) && isNear(other, cell)) return false;
    }
  }
  return true;
}

function hasNearLeft(cell: u32, outranking: bool): bool {
  lookAround(cell);
  for (let y = north; y <= south; y++) {
    for (let x = west; x <= east; x++) {
      const other = <u32>(y * side + x);
      if (other == cell || load<u8>(win + LEFT + other) == 0) continue;
      if ((!outranking || outranks(other, cell)) && isNear(other, cell)) return true;
    }
  }
  return false;
}

/** The best of the near cells that `leads` marks; the cell itself where there is none. */
function findLeader(cell: u32, leads: usize): u32 {
  lookAround(cell);
  let best = cell;
  for (let y = north; y <= south; y++) {
    for (let x = west; x <= east; x++) {
      const other = <u32>(y * side + x);
      if (other == cell || load<u32>(win + (other << 2) + COUNT) == 0) continue;
      if (load<u8>(win + leads + other) == 0 || !isNear(other, cell)) continue;
      if (best == cell || outranks(other, best)) best = other;
    }
  }
  return best;
}
