import type { Matches } from '../match/matches.ts';
import { BOX_ROWS } from '../rows/planes.ts';
import type { CellWindow } from './cell-window.ts';

/** Adds up the cells of the tile's own clusters, recent rows aside. Plain twin of the kernel in assembly/collect-members.ts. */
export function collectMembers(window: CellWindow, matches: Matches): void {
  clear(window);
  const { filled, filledCount, leader, members, memberX, memberY } = window;
  for (let at = 0; at < filledCount; at++) {
    const cell = filled[at]!;
    const own = leader[cell]!;
    if (!window.isOwn(own)) continue;
    members[own]! += window.count[cell]!;
    memberX[own]! += window.sumX[cell]!;
    memberY[own]! += window.sumY[cell]!;
  }
  for (let at = 0; at < filledCount; at++) {
    const cell = filled[at]!;
    if (members[leader[cell]!]! > 1) addCell(window, matches, cell);
  }
}

function clear({ members, memberX, memberY, minX, minY, maxX, maxY, kinds }: CellWindow): void {
  for (const sums of [members, memberX, memberY, maxX, maxY, kinds]) sums.fill(0);
  minX.fill(0xffffffff);
  minY.fill(0xffffffff);
}

/** Makes room for a position in the bounds of a cluster. */
export function widen({ minX, minY, maxX, maxY }: CellWindow, own: number, x: number, y: number): void {
  if (x < minX[own]!) minX[own] = x;
  if (y < minY[own]!) minY[own] = y;
  if (x > maxX[own]!) maxX[own] = x;
  if (y > maxY[own]!) maxY[own] = y;
}

function addCell(window: CellWindow, { reader, inBase }: Matches, cell: number): void {
  const own = window.leader[cell]!;
  const [from, to] = [window.from[cell]!, window.to[cell]!];
  if (from === to) return;
  const { base, kernels } = reader;
  addBounds(window, own, base, inBase.bits, from, to);
  const at = own * window.kindStride;
  const counts = new Uint32Array(window.kindCount);
  kernels.countPlanes(inBase.bits, base.planes, 0, from, to, counts);
  for (let kind = 0; kind < counts.length; kind++) window.kinds[at + kind]! += counts[kind]!;
}

// Box by box; one inside the bounds so far has nothing to add.
function addBounds(
  window: CellWindow,
  own: number,
  { xs, ys, boxes }: Matches['reader']['base'],
  bits: Uint32Array,
  from: number,
  to: number,
): void {
  for (let box = Math.floor(from / BOX_ROWS); box * BOX_ROWS < to; box++) {
    if ((bits[2 * box]! | bits[2 * box + 1]!) === 0 || holds(window, own, boxes, box)) continue;
    const end = Math.min(to, (box + 1) * BOX_ROWS);
    for (let row = Math.max(from, box * BOX_ROWS); row < end; row++) {
      const rest = bits[row >>> 5]! >>> (row & 31);
      if (rest === 0) {
        row |= 31;
        continue;
      }
      row += 31 - Math.clz32(rest & -rest);
      if (row >= end) break;
      widen(window, own, xs[row]!, ys[row]!);
    }
  }
}

function holds({ minX, minY, maxX, maxY }: CellWindow, own: number, boxes: Uint32Array, box: number): boolean {
  return (
    boxes[4 * box]! >= minX[own]! &&
    boxes[4 * box + 1]! >= minY[own]! &&
    boxes[4 * box + 2]! <= maxX[own]! &&
    boxes[4 * box + 3]! <= maxY[own]!
  );
}
