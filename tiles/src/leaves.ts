import type { CellWindow } from './cell-window.ts';
import { CELLS, RING, SIDE } from './cell-window.ts';
import { fillWindow, joinCells, rowsOfCell } from './clusters.ts';
import type { Answer } from './answer.ts';
import type { ScopedRows } from './scope.ts';
import type { ClusterRef } from './types.ts';
import { LAST_CLUSTER_ZOOM } from './zooms.ts';

/** The rows of a cluster; none when the answer has no such cluster. Throws where no cluster can be. */
export function listLeaves(window: CellWindow, answer: Answer, { z, id }: ClusterRef): ScopedRows {
  const side = Number.isInteger(z) && z >= 0 && z <= LAST_CLUSTER_ZOOM ? 2 ** (z + 3) : 0;
  if (!(Number.isInteger(id) && id >= 0 && id < side * side)) throw new RangeError(`no cluster ${id} on zoom ${z}`);
  const [column, line] = [id % side, Math.floor(id / side)];
  const [x, y] = [Math.floor(column / CELLS), Math.floor(line / CELLS)];
  const none = { rows: new Uint32Array(0), recents: [] };
  if (!fillWindow(window, answer, { z, x, y })) return none;
  joinCells(window);
  const leader = (line - y * CELLS + RING) * SIDE + column - x * CELLS + RING;
  const cells = [...window.filled.subarray(0, window.filledCount)].filter((cell) => window.leader[cell] === leader);
  const members = new Set(cells);
  return {
    rows: Uint32Array.from(cells.flatMap((cell) => rowsOfCell(window, answer.matches, cell))),
    recents: window.recents.filter(({ cell }) => members.has(cell)).map(({ row }) => row),
  };
}
