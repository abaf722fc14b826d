// The clusters of one tile; tiles/src/clusters.ts and cluster-members.ts say the same in plain TypeScript.
import { countPlanes } from './kernels';

// As in cell-window.ts.
const CELLS: i32 = 8;
const NARROW: i32 = 2;
const MOST_SIZE: usize = 256;
const RADIUS2: f64 = 42 * 42;
const CELL_PX: f64 = 64;
const CELL_PLANES: u32 = 12;
const FIRST_LEVEL: u32 = 4;
// Up to this many rows are looked at one by one sooner than counted by planes.
const FEW_ROWS: u32 = 48;
// From this many rows on the rank directory counts sooner than the bits do.
const MANY_ROWS: u32 = 4096;
/** Added to the count of cells where the tile needs a wide window. */
const CROWDED: u32 = 0x10000;

// Where the arrays of a window begin, as in cell-window.ts.
const COUNT: usize = 0;
const FROM: usize = 1024;
const TO: usize = 2048;
const SUM_X: usize = 3072;
const SUM_Y: usize = 5120;
const CENTRE_X: usize = 7168;
const CENTRE_Y: usize = 9216;
const MEMBERS: usize = 11264;
const MEMBER_X: usize = 12288;
const MEMBER_Y: usize = 14336;
const MIN_X: usize = 16384;
const MIN_Y: usize = 17408;
const MAX_X: usize = 18432;
const MAX_Y: usize = 19456;
const LEADER: usize = 20480;
const FILLED: usize = 20736;
const LEADS: usize = 20992;
const LEFT: usize = 21248;
const SECOND: usize = 21504;
const KINDS: usize = 21760;

// The rows, a filter of them and the window that are being worked on.
let xs: usize = 0;
let ys: usize = 0;
let records: usize = 0;
let record: usize = 0;
let blockCount: u32 = 0;
let boxes: usize = 0;
let kindCount: u32 = 0;
let kindStride: usize = 0;
let cellKeys: usize = 0;
let cellStarts: usize = 0;
let cellCount: u32 = 0;
let cellLevel: u32 = 0;
let bits: usize = 0;
let supers: usize = 0;
let blocks: usize = 0;
let win: usize = 0;
let scratch: usize = 0;
// Cells around the tile on each side, cells in a line, cells.
let ring: i32 = 0;
let side: i32 = 0;
let size: u32 = 0;
// The range that was found last.
let low: u32 = 0;
let high: u32 = 0;

/** `source`: eleven numbers, in the order of cluster-kernel.ts. */
function open(source: usize, filter: usize, window: usize, rings: i32): void {
  measure(window, rings);
  xs = load<u32>(source);
  ys = load<u32>(source, 4);
  records = load<u32>(source, 8);
  record = load<u32>(source, 12);
  blockCount = load<u32>(source, 16);
  boxes = load<u32>(source, 20);
  kindCount = load<u32>(source, 24);
  cellKeys = load<u32>(source, 28);
  cellStarts = load<u32>(source, 32);
  cellCount = load<u32>(source, 36);
  cellLevel = load<u32>(source, 40);
  kindStride = <usize>(((kindCount + 3) & ~3) << 2);
  bits = load<u32>(filter);
  supers = load<u32>(filter, 4);
  blocks = load<u32>(filter, 8);
  scratch = window + KINDS + MOST_SIZE * kindStride;
}

function measure(window: usize, rings: i32): void {
  win = window;
  ring = rings;
  side = CELLS + 2 * rings;
  size = side * side;
}

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
  const word = from >>> 6;
  const head = (all << (from & 63)) & load<u64>(bits + (word << 3));
  if (word == last) return <u32>popcnt(head & tail);
  let count = popcnt(head);
  for (let at = word + 1; at < last; at++) count += popcnt(load<u64>(bits + (at << 3)));
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

/**
 * Finds the cells whose centres are near and join; returns how many cells have rows, plus CROWDED where some of the
 * tile are left over near each other, which a wide window settles in a second round.
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

function isOwn(cell: u32): bool {
  const column = (<i32>cell % side) - ring;
  const line = <i32>cell / side - ring;
  return column >= 0 && column < CELLS && line >= 0 && line < CELLS;
}

/** Adds up the cells of the tile's own clusters: members, positions, bounds, kinds. */
export function collectMembers(source: usize, filter: usize, window: usize, rings: i32, filled: u32): void {
  open(source, filter, window, rings);
  memory.fill(win + MEMBERS, 0, size << 2);
  memory.fill(win + MEMBER_X, 0, size << 3);
  memory.fill(win + MEMBER_Y, 0, size << 3);
  memory.fill(win + MIN_X, 0xff, size << 2);
  memory.fill(win + MIN_Y, 0xff, size << 2);
  memory.fill(win + MAX_X, 0, size << 2);
  memory.fill(win + MAX_Y, 0, size << 2);
  memory.fill(win + KINDS, 0, <usize>size * kindStride);
  for (let at: u32 = 0; at < filled; at++) {
    const cell = <u32>load<u8>(win + FILLED + at);
    const own = <u32>load<u8>(win + LEADER + cell);
    if (!isOwn(own)) continue;
    const members = win + MEMBERS + (own << 2);
    store<u32>(members, load<u32>(members) + load<u32>(win + COUNT + (cell << 2)));
    const large = win + (own << 3);
    store<f64>(large + MEMBER_X, load<f64>(large + MEMBER_X) + load<f64>(win + SUM_X + (cell << 3)));
    store<f64>(large + MEMBER_Y, load<f64>(large + MEMBER_Y) + load<f64>(win + SUM_Y + (cell << 3)));
  }
  for (let at: u32 = 0; at < filled; at++) {
    const cell = <u32>load<u8>(win + FILLED + at);
    const own = <u32>load<u8>(win + LEADER + cell);
    if (load<u32>(win + MEMBERS + (own << 2)) < 2) continue;
    const from = load<u32>(win + FROM + (cell << 2));
    const to = load<u32>(win + TO + (cell << 2));
    if (from == to) continue;
    widen(own, from, to);
    addKinds(own, from, to);
  }
}

function addKinds(own: u32, from: u32, to: u32): void {
  // A record begins with the planes of the kinds.
  countPlanes(bits, records, record, from, to, kindCount, scratch);
  const kinds = win + KINDS + <usize>own * kindStride;
  for (let at: usize = 0; at < kindStride; at += 16) {
    v128.store(kinds + at, i32x4.add(v128.load(kinds + at), v128.load(scratch + at)));
  }
}

// Bounds of the cluster that is being collected.
let minX: u32 = 0;
let minY: u32 = 0;
let maxX: u32 = 0;
let maxY: u32 = 0;

/** Widens the bounds of a cluster, box by box. */
function widen(own: u32, from: u32, to: u32): void {
  const at = win + (own << 2);
  minX = load<u32>(at + MIN_X);
  minY = load<u32>(at + MIN_Y);
  maxX = load<u32>(at + MAX_X);
  maxY = load<u32>(at + MAX_Y);
  const last = (to - 1) & ~63;
  // In Morton order the first and the last box lie at opposite corners: most of the others then have nothing to add.
  widenByBox(from & ~63, from, to);
  if (last > from) widenByBox(last, from, to);
  for (let start = (from & ~63) + 64; start < last; start += 64) widenByBox(start, from, to);
  store<u32>(at + MIN_X, minX);
  store<u32>(at + MIN_Y, minY);
  store<u32>(at + MAX_X, maxX);
  store<u32>(at + MAX_Y, maxY);
}

function widenByBox(start: u32, from: u32, to: u32): void {
  let v = load<u64>(bits + ((start >>> 6) << 3));
  if (start < from) v &= (<u64>-1) << (from & 63);
  if (to - start < 64) v &= ((<u64>1) << (to - start)) - 1;
  if (v == 0) return;
  const box = boxes + ((start >>> 6) << 4);
  const isInside =
    load<u32>(box) >= minX && load<u32>(box, 4) >= minY && load<u32>(box, 8) <= maxX && load<u32>(box, 12) <= maxY;
  if (isInside) return;
  for (; v != 0; v &= v - 1) {
    const place = (start + <u32>ctz(v)) << 2;
    const x = load<u32>(xs + place);
    const y = load<u32>(ys + place);
    minX = min(minX, x);
    minY = min(minY, y);
    maxX = max(maxX, x);
    maxY = max(maxY, y);
  }
}
