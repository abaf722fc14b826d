import { LAST_CLUSTER_ZOOM } from '../grid/zooms.ts';
import type { ClusterRef } from '../input/types.ts';
import { hasBit } from '../kernels/bitset.ts';
import { CELLS } from '../kernels/cell-layout.ts';
import type { RankedBits } from '../kernels/ranked-bits.ts';
import type { Matches } from '../match/matches.ts';
import type { ScopedRows } from '../match/scope.ts';
import type { CellWindow } from './cell-window.ts';
import type { TileWindow } from './tile-window.ts';

/** The rows of a cluster; none when the matches have no such cluster. Throws where no cluster can be. */
export function listLeaves(window: TileWindow, matches: Matches, { z, id }: ClusterRef): ScopedRows {
  const side = Number.isInteger(z) && z >= 0 && z <= LAST_CLUSTER_ZOOM ? 2 ** (z + 3) : 0;
  if (!(Number.isInteger(id) && id >= 0 && id < side * side)) throw new RangeError(`no cluster ${id} on zoom ${z}`);
  const [column, line] = [id % side, Math.floor(id / side)];
  const [x, y] = [Math.floor(column / CELLS), Math.floor(line / CELLS)];
  if (!window.fill(matches, { z, x, y })) return { rows: new Uint32Array(0), recents: [] };
  const { cells } = window;
  const { ring, side: width } = cells;
  const leader = (line - y * CELLS + ring) * width + column - x * CELLS + ring;
  const joined = [...cells.filled.subarray(0, cells.filledCount)].filter((cell) => cells.leader[cell] === leader);
  const members = new Set(joined);
  return {
    rows: Uint32Array.from(joined.flatMap((cell) => rowsOfCell(cells, matches.inBase, cell))),
    recents: cells.recents.filter(({ cell }) => members.has(cell)).map(({ row }) => row),
  };
}

/** The matching rows of the base in a cell, ascending. */
function rowsOfCell(window: CellWindow, { bits }: RankedBits, cell: number): number[] {
  const rows: number[] = [];
  for (let row = window.from[cell]!; row < window.to[cell]!; row++) if (hasBit(bits, row)) rows.push(row);
  return rows;
}
