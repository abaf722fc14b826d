import type { RowColumns } from '../input/columns.ts';
import { runSteps } from '../input/steps.ts';
import type { ArenaShare } from '../kernels/arena.ts';
import { hasBit } from '../kernels/bitset.ts';
import { columnsOf, joinColumns } from './base-columns.ts';
import { buildBaseSteps, type Base, type BaseShape } from './base.ts';
import { GONE, type RowMoves } from './row-numbers.ts';

/** What a compaction needs, as structured clone can carry it to another thread. */
export interface CompactionWork {
  /** Tells this compaction from others of the same index. */
  round: number;
  shape: BaseShape;
  base: Base;
  alive: Uint32Array;
  /** The recent rows that live, and their numbers. */
  recents: RowColumns;
  recentNumbers: Uint32Array;
  /** Recent rows in all. */
  recentCount: number;
}

/** What comes of it. */
export interface CompactedRows {
  round: number;
  base: Base;
  memory: ArenaShare;
  moves: RowMoves;
}

/** What a load needs of another thread. */
export interface PackWork {
  shape: BaseShape;
  columns: RowColumns;
}

export interface PackedRows {
  base: Base;
  memory: ArenaShare;
}

/** Sorts and indexes checked columns; needs nothing but its input, so that a worker thread may do it. */
export function packRows({ shape, columns }: PackWork): PackedRows {
  const { base, arena } = runSteps(buildBaseSteps(shape, columns));
  return { base, memory: arena.shared };
}

/** Makes one base of the living rows; needs nothing but its input, so that a worker thread may do it. */
export function compactRows(work: CompactionWork): CompactedRows {
  const { shape, base, alive, recents, recentNumbers } = work;
  const columns = joinColumns(columnsOf(base, shape.trees, alive), recents);
  const built = runSteps(buildBaseSteps(shape, columns));
  const newRows = new Uint32Array(columns.count);
  for (let row = 0; row < columns.count; row++) newRows[built.order[row]!] = row;
  const moves = {
    ofBase: new Uint32Array(base.count).fill(GONE),
    ofRecent: new Uint32Array(work.recentCount).fill(GONE),
  };
  let at = 0;
  for (let row = 0; row < base.count; row++) if (hasBit(alive, row)) moves.ofBase[row] = newRows[at++]!;
  for (const number of recentNumbers) moves.ofRecent[number] = newRows[at++]!;
  return { round: work.round, base: built.base, memory: built.arena.shared, moves };
}
