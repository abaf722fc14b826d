import { findKey, firstKey, keySpan } from '../grid/morton.ts';
import type { TileAddress } from '../grid/tile-address.ts';
import { CELLS } from '../kernels/cell-layout.ts';
import { countBetween, type RankedBits } from '../kernels/ranked-bits.ts';
import type { Matches } from '../match/matches.ts';
import { CELL_PLANES, FIRST_LEVEL } from '../rows/planes.ts';
import type { CellWindow } from './cell-window.ts';

const CELL_PX = 64;
// Up to this many rows are looked at one by one sooner than counted by planes.
const FEW_ROWS = 48;

const planeCounts = new Uint32Array(CELL_PLANES);

/**
 * Sums the rows of the base over the cells around a tile; false when the tile itself has none, unless `always`.
 * Plain twin of the kernel in assembly/fill-window.ts.
 */
export function fillWindow(window: CellWindow, matches: Matches, { z, x, y }: TileAddress, always: boolean): boolean {
  window.clear();
  const { base } = matches.reader;
  const key = firstKey(z, x, y);
  const from = findKey(base, key, 0, base.placed);
  const to = findKey(base, key + keySpan(z), from, base.placed);
  if (countBetween(matches.inBase, from, to) > 0) addQuad(window, matches, { level: z, x, y }, z, x, y, from, to);
  else if (!always) return false;
  addRing(window, matches, z, x, y);
  return true;
}

interface Quad {
  level: number;
  x: number;
  y: number;
}

// Splits a quad down to the cells, in the order of the rows.
function addQuad(
  window: CellWindow,
  matches: Matches,
  quad: Quad,
  z: number,
  tileX: number,
  tileY: number,
  from: number,
  to: number,
): void {
  if (quad.level === z + 3) {
    const { ring, side } = window;
    const cell = (quad.y - tileY * CELLS + ring) * side + quad.x - tileX * CELLS + ring;
    return addCell(window, matches, cell, quad, z, from, to);
  }
  const { base } = matches.reader;
  const first = firstKey(quad.level, quad.x, quad.y);
  const span = keySpan(quad.level + 1);
  for (let child = 0, start = from; child < 4; child++) {
    const end = child === 3 ? to : findKey(base, first + (child + 1) * span, start, to);
    if (start < end) {
      const next = { level: quad.level + 1, x: 2 * quad.x + (child & 1), y: 2 * quad.y + (child >> 1) };
      addQuad(window, matches, next, z, tileX, tileY, start, end);
    }
    start = end;
  }
}

// The ring is an even number of cells: blocks of the level above the cells, four to a side of the tile.
function addRing(window: CellWindow, matches: Matches, z: number, tileX: number, tileY: number): void {
  const { base } = matches.reader;
  const level = z + 2;
  const side = 2 ** level;
  const wide = window.ring / 2;
  for (let j = -wide; j < 4 + wide; j++) {
    for (let i = -wide; i < 4 + wide; i++) {
      const [x, y] = [tileX * 4 + i, tileY * 4 + j];
      if ((i >= 0 && i < 4 && j >= 0 && j < 4) || x < 0 || y < 0 || x >= side || y >= side) continue;
      const key = firstKey(level, x, y);
      const from = findKey(base, key, 0, base.placed);
      const to = findKey(base, key + keySpan(level), from, base.placed);
      if (countBetween(matches.inBase, from, to) === 0) continue;
      addQuad(window, matches, { level, x, y }, z, tileX, tileY, from, to);
    }
  }
}

function addCell(
  window: CellWindow,
  { reader, inBase }: Matches,
  cell: number,
  { level, x, y }: Quad,
  z: number,
  from: number,
  to: number,
): void {
  const count = countBetween(inBase, from, to);
  if (count === 0) return;
  window.from[cell] = from;
  window.to[cell] = to;
  window.count[cell]! += count;
  const { base, kernels } = reader;
  if (count <= FEW_ROWS + ((to - from) >>> 5)) {
    addOneByOne(window, inBase, base, cell, z, from, to);
    return;
  }
  const first = window.kindCount + 2 * (level + 1 - FIRST_LEVEL);
  kernels.countPlanes(inBase.bits, base.planes, first, from, to, planeCounts);
  let [inX, inY] = [0, 0];
  for (let plane = 0; plane < CELL_PLANES; plane += 2) {
    inX = 2 * inX + planeCounts[plane]!;
    inY = 2 * inY + planeCounts[plane + 1]!;
  }
  window.sumX[cell]! += x * CELL_PX * count + inX;
  window.sumY[cell]! += y * CELL_PX * count + inY;
}

// Positions are cut to whole pixels, as the planes do.
function addOneByOne(
  window: CellWindow,
  { bits }: RankedBits,
  { xs, ys }: Matches['reader']['base'],
  cell: number,
  z: number,
  from: number,
  to: number,
): void {
  const shift = 23 - z;
  let [sumX, sumY] = [0, 0];
  const last = (to - 1) >>> 5;
  for (let lane = from >>> 5; lane <= last; lane++) {
    let v = bits[lane]!;
    if (v === 0) continue;
    const start = lane << 5;
    if (start < from) v &= -1 << (from & 31);
    if (to - start < 32) v &= (1 << (to - start)) - 1;
    while (v !== 0) {
      const row = start + 31 - Math.clz32(v & -v);
      v &= v - 1;
      sumX += xs[row]! >>> shift;
      sumY += ys[row]! >>> shift;
    }
  }
  window.sumX[cell]! += sumX;
  window.sumY[cell]! += sumY;
}
