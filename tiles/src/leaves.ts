import type { Answer } from './answer.ts';
import { CELLS } from './cell-window.ts';
import { rowsOfCell } from './clusters.ts';
import type { ScopedRows } from './scope.ts';
import type { TileWindow } from './tile-window.ts';
import type { ClusterRef } from './types.ts';
import { LAST_CLUSTER_ZOOM } from './zooms.ts';

/** The rows of a cluster; none when the answer has no such cluster. Throws where no cluster can be. */
export function listLeaves(window: TileWindow, answer: Answer, { z, id }: ClusterRef): ScopedRows {
  const side = Number.isInteger(z) && z >= 0 && z <= LAST_CLUSTER_ZOOM ? 2 ** (z + 3) : 0;
  if (!(Number.isInteger(id) && id >= 0 && id < side * side)) throw new RangeError(`no cluster ${id} on zoom ${z}`);
  const [column, line] = [id % side, Math.floor(id / side)];
  const [x, y] = [Math.floor(column / CELLS), Math.floor(line / CELLS)];
  if (!window.fill(answer, { z, x, y })) return { rows: new Uint32Array(0), recents: [] };
  const { cells } = window;
  const { ring, side: width } = cells;
  const leader = (line - y * CELLS + ring) * width + column - x * CELLS + ring;
  const joined = [...cells.filled.subarray(0, cells.filledCount)].filter((cell) => cells.leader[cell] === leader);
  const members = new Set(joined);
  return {
    rows: Uint32Array.from(joined.flatMap((cell) => rowsOfCell(cells, answer.matches, cell))),
    recents: cells.recents.filter(({ cell }) => members.has(cell)).map(({ row }) => row),
  };
}
