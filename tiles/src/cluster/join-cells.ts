import { NARROW } from '../kernels/cell-layout.ts';
import type { CellWindow } from './cell-window.ts';

// Centres nearer than 42 px join; below 64 px only neighbouring cells can be that near.
const RADIUS2 = 42 ** 2;

/**
 * Finds the cells whose centres are near and join; the outcome for a cell depends only on the rings around it.
 * True where cells of the tile are left over near each other, which a wide window joins in a second round.
 * Plain twin of the kernel in assembly/join-cells.ts.
 */
export function joinCells(window: CellWindow): boolean {
  window.close();
  const { filledCount, leader, leads, left } = window;
  const filled = window.filled.subarray(0, filledCount);
  for (const cell of filled) leads[cell] = isLeader(window, cell) ? 1 : 0;
  for (const cell of filled) {
    leader[cell] = leads[cell] ? cell : findLeader(window, leads, cell);
    left[cell] = leader[cell] === cell && !leads[cell] ? 1 : 0;
  }
  if (window.ring === NARROW)
    return filled.some((cell) => left[cell] && window.isOwn(cell) && hasNearLeft(window, cell, false));
  joinLeft(window, filled);
  return false;
}

// Cells left over join each other as all did in the first round.
function joinLeft(window: CellWindow, filled: Uint8Array): void {
  const { left, leader, second } = window;
  for (const cell of filled) second[cell] = left[cell] && !hasNearLeft(window, cell, true) ? 1 : 0;
  for (const cell of filled) if (left[cell] && !second[cell]) leader[cell] = findLeader(window, second, cell);
}

// More members first, then the northern, then the western centre.
function outranks({ count, sumX, sumY }: CellWindow, a: number, b: number): boolean {
  if (count[a] !== count[b]) return count[a]! > count[b]!;
  if (sumY[a] !== sumY[b]) return sumY[a]! < sumY[b]!;
  return sumX[a]! < sumX[b]!;
}

function isNear({ count, sumX, sumY }: CellWindow, a: number, b: number): boolean {
  const dx = sumX[a]! / count[a]! - sumX[b]! / count[b]!;
  const dy = sumY[a]! / count[a]! - sumY[b]! / count[b]!;
  return dx * dx + dy * dy < RADIUS2;
}

/** The filled cells around one, within the window. */
function* around(window: CellWindow, cell: number): Generator<number> {
  const { side, count } = window;
  const [column, line] = [cell % side, Math.floor(cell / side)];
  for (let y = Math.max(0, line - 1); y <= Math.min(side - 1, line + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
      const other = y * side + x;
      if (other !== cell && count[other]! > 0) yield other;
    }
  }
}

function isLeader(window: CellWindow, cell: number): boolean {
  for (const other of around(window, cell)) {
    if (outranks(window, other, cell) && isNear(window, other, cell)) return false;
  }
  return true;
}

function hasNearLeft(window: CellWindow, cell: number, outranking: boolean): boolean {
  for (const other of around(window, cell)) {
    if (window.left[other] === 0 || !isNear(window, other, cell)) continue;
    if (!outranking || outranks(window, other, cell)) return true;
  }
  return false;
}

function findLeader(window: CellWindow, leads: Uint8Array, cell: number): number {
  let best = cell;
  for (const other of around(window, cell)) {
    if (leads[other] === 0 || !isNear(window, other, cell)) continue;
    if (best === cell || outranks(window, other, best)) best = other;
  }
  return best;
}
