// First step of a tile: the sums of each cell.
import { countPlanes } from './kernels';
import {
  bits,
  blockCount,
  blocks,
  cellCount,
  cellKeys,
  cellLevel,
  cellStarts,
  kindCount,
  open,
  record,
  records,
  scratch,
  supers,
  xs,
  ys,
} from './rows';
import { CELLS, COUNT, FROM, ring, side, size, SUM_X, SUM_Y, TO, win } from './window';

// As in kernels/cell-layout.ts.
const CELL_PX: f64 = 64;
const CELL_PLANES: u32 = 12;
const FIRST_LEVEL: u32 = 4;
// Up to this many rows are looked at one by one sooner than counted by planes.
const FEW_ROWS: u32 = 48;
// From this many rows on the rank directory counts sooner than the bits do.
const MANY_ROWS: u32 = 4096;

// The range that was found last.
let low: u32 = 0;
let high: u32 = 0;

/**
 * Sums the rows of a filter over the cells around a tile, `rings` of them on each side, an even number;
 * 0 when the tile itself has none, unless `always`.
 */
export function fillWindow(
  source: usize,
  filter: usize,
  window: usize,
  z: u32,
  x: u32,
  y: u32,
  rings: i32,
  always: u32,
): u32 {
  open(source, filter, window, rings);
  memory.fill(win + COUNT, 0, size << 2);
  memory.fill(win + FROM, 0, size << 2);
  memory.fill(win + TO, 0, size << 2);
  memory.fill(win + SUM_X, 0, size << 3);
  memory.fill(win + SUM_Y, 0, size << 3);
  findRange(z, x, y);
  const from = low;
  const to = high;
  if (countBits(from, to) > 0) addQuad(z, x, y, from, to, z, x, y);
  else if (!always) return 0;
  addRings(z, x, y);
  return 1;
}

/** Blocks of the level above the cells, two by two of them, four to a side of the tile. */
function addRings(z: u32, x: u32, y: u32): void {
  const level = z + 2;
  const most = 1 << level;
  const wide = ring >> 1;
  for (let j = -wide; j < 4 + wide; j++) {
    for (let i = -wide; i < 4 + wide; i++) {
      const bx = <i32>x * 4 + i;
      const by = <i32>y * 4 + j;
      if ((i >= 0 && i < 4 && j >= 0 && j < 4) || bx < 0 || by < 0 || bx >= most || by >= most) continue;
      findRange(level, bx, by);
      if (low < high) addQuad(level, bx, by, low, high, z, x, y);
    }
  }
}

function spread(v: u32): u32 {
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** Where the first record has the plane of x of a level; that of y is 64 bytes on. */
function planeOf(level: u32): usize {
  return records + ((kindCount + ((level - FIRST_LEVEL) << 1)) << 6);
}

function startOfKey(key: u32): u32 {
  let from: u32 = 0;
  let to = cellCount;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (load<u32>(cellKeys + (middle << 2)) < key) from = middle + 1;
    else to = middle;
  }
  return load<u32>(cellStarts + (from << 2));
}

/** Sets low and high to the rows of a quad: by the directory of cells, below it by planes. */
function findRange(level: u32, x: u32, y: u32): void {
  const below = level > cellLevel ? level - cellLevel : 0;
  const shift = (cellLevel + below - level) << 1;
  const key = (spread(x >>> below) | (spread(y >>> below) << 1)) << shift;
  low = startOfKey(key);
  high = startOfKey(key + (1 << shift));
  for (let left = below; left > 0 && low < high; left--) {
    const plane = planeOf(level - left + 1);
    const south = firstOne(plane + 64, low, high);
    if ((y >>> (left - 1)) & 1) low = south;
    else high = south;
    const east = firstOne(plane, low, high);
    if ((x >>> (left - 1)) & 1) low = east;
    else high = east;
  }
}

/** First row of [from, to) whose bit is set; all before it are not, all after it are. */
function firstOne(plane: usize, from: u32, to: u32): u32 {
  while (to - from > 64) {
    const middle = (from + to) >>> 1;
    if ((load<u32>(plane + <usize>(middle >>> 9) * record + (((middle >>> 5) & 15) << 2)) >>> (middle & 31)) & 1)
      to = middle;
    else from = middle + 1;
  }
  for (let row = from; row < to; row = (row | 63) + 1) {
    const v = load<u64>(plane + <usize>(row >>> 9) * record + (((row >>> 6) & 7) << 3)) >> (row & 63);
    if (v == 0) continue;
    const found = row + <u32>ctz(v);
    return found < to ? found : to;
  }
  return to;
}

function rankOf(row: u32): u32 {
  const block = row >>> 9;
  if (block >= blockCount) return load<u32>(supers + (((blockCount + 31) >>> 5) << 2));
  const before = load<u32>(supers + ((row >>> 14) << 2)) + load<u16>(blocks + (block << 1));
  return before + countDirectly(block << 9, row);
}

function countDirectly(from: u32, to: u32): u32 {
  if (from >= to) return 0;
  const all: u64 = -1;
  const last = (to - 1) >>> 6;
  const tail = all >> (63 - ((to - 1) & 63));
  const first = from >>> 6;
  const head = (all << (from & 63)) & load<u64>(bits + (first << 3));
  if (first == last) return <u32>popcnt(head & tail);
  let count = popcnt(head);
  for (let at = first + 1; at < last; at++) count += popcnt(load<u64>(bits + (at << 3)));
  return <u32>(count + popcnt(load<u64>(bits + (last << 3)) & tail));
}

function countBits(from: u32, to: u32): u32 {
  return to - from < MANY_ROWS ? countDirectly(from, to) : rankOf(to) - rankOf(from);
}

/** Splits a quad down to the cells, in the order of the rows. */
function addQuad(level: u32, x: u32, y: u32, from: u32, to: u32, z: u32, tileX: u32, tileY: u32): void {
  if (level == z + 3) {
    const column = <i32>(x - tileX * CELLS) + ring;
    const line = <i32>(y - tileY * CELLS) + ring;
    return addCell(line * side + column, x, y, from, to, z);
  }
  const plane = planeOf(level + 1);
  const south = firstOne(plane + 64, from, to);
  const northEast = firstOne(plane, from, south);
  const southEast = firstOne(plane, south, to);
  x <<= 1;
  y <<= 1;
  if (from < northEast) addQuad(level + 1, x, y, from, northEast, z, tileX, tileY);
  if (northEast < south) addQuad(level + 1, x + 1, y, northEast, south, z, tileX, tileY);
  if (south < southEast) addQuad(level + 1, x, y + 1, south, southEast, z, tileX, tileY);
  if (southEast < to) addQuad(level + 1, x + 1, y + 1, southEast, to, z, tileX, tileY);
}

function addCell(cell: u32, x: u32, y: u32, from: u32, to: u32, z: u32): void {
  const count = countBits(from, to);
  if (count == 0) return;
  const small = win + (cell << 2);
  const large = win + (cell << 3);
  store<u32>(small + FROM, from);
  store<u32>(small + TO, to);
  store<u32>(small + COUNT, count);
  if (count <= FEW_ROWS + ((to - from) >>> 5)) {
    addOneByOne(large, from, to, 23 - z);
    return;
  }
  countPlanes(bits, planeOf(z + 4), record, from, to, CELL_PLANES, scratch);
  let inX: u64 = 0;
  let inY: u64 = 0;
  for (let plane: usize = 0; plane < CELL_PLANES << 2; plane += 8) {
    inX = 2 * inX + load<u32>(scratch + plane);
    inY = 2 * inY + load<u32>(scratch + plane, 4);
  }
  store<f64>(large + SUM_X, <f64>x * CELL_PX * <f64>count + <f64>inX);
  store<f64>(large + SUM_Y, <f64>y * CELL_PX * <f64>count + <f64>inY);
}

function addOneByOne(large: usize, from: u32, to: u32, shift: u32): void {
  let sumX: u64 = 0;
  let sumY: u64 = 0;
  for (let row = from; row < to; row = (row | 63) + 1) {
    let v = load<u64>(bits + ((row >>> 6) << 3)) & ((<u64>-1) << (row & 63));
    const start = row & ~63;
    if (to - start < 64) v &= ((<u64>1) << (to - start)) - 1;
    for (; v != 0; v &= v - 1) {
      const at = (start + <u32>ctz(v)) << 2;
      sumX += load<u32>(xs + at) >>> shift;
      sumY += load<u32>(ys + at) >>> shift;
    }
  }
  store<f64>(large + SUM_X, <f64>sumX);
  store<f64>(large + SUM_Y, <f64>sumY);
}
