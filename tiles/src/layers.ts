import { CELLS, type CellWindow, isOwn, RING, SIDE } from './cell-window.ts';
import type { ClusterMembers } from './cluster-members.ts';
import { fillWindow, joinCells } from './clusters.ts';
import { EXTENT, type TileWriter } from './encode.ts';
import { firstRow } from './bitset.ts';
import { firstValue } from './facet-column.ts';
import { writeKinds, writePoint, type TileRequest } from './points.ts';
import { latOf, lngOf } from './projection.ts';
import type { Answer } from './answer.ts';
import { writeSpots } from './spots.ts';
import type { Filter } from './types.ts';
import { LAST_CLUSTER_ZOOM } from './zooms.ts';

const UNITS_PER_PX = EXTENT / 512;

/** Work space of one index, used again for every tile. */
export interface TileTools {
  writer: TileWriter;
  window: CellWindow;
  members: ClusterMembers;
}

/** Writes the layers of one tile; false when it is empty. */
export function writeTile(tools: TileTools, answer: Answer, filter: Filter, request: TileRequest): boolean {
  if (request.z > LAST_CLUSTER_ZOOM) return writeSpots(tools.writer, answer, filter, request);
  const { writer, window, members } = tools;
  if (!fillWindow(window, answer, request)) return false;
  joinCells(window);
  members.collect(window, answer, request.kindFacet);
  const own = OWN_CELLS.filter((cell) => members.count[cell]! > 0);
  const clusters = own.filter((cell) => members.count[cell]! > 1);
  if (clusters.length > 0) {
    writer.openLayer('clusters');
    for (const cell of clusters) writeCluster(writer, members, cell, request);
    writer.closeLayer();
  }
  if (own.length > clusters.length) {
    writer.openLayer('points');
    for (const cell of own) if (members.count[cell] === 1) writeSingle(writer, window, answer, cell, request);
    writer.closeLayer();
  }
  return own.length > 0;
}

/** Cells of the tile itself. */
const OWN_CELLS: readonly number[] = Array.from({ length: SIDE * SIDE }, (_, cell) => cell).filter(isOwn);

/** Number of a leading cell among all of its zoom: the feature id of its cluster. */
export function clusterId(cell: number, { z, x, y }: Pick<TileRequest, 'z' | 'x' | 'y'>): number {
  const column = x * CELLS + (cell % SIDE) - RING;
  const line = y * CELLS + Math.floor(cell / SIDE) - RING;
  return line * 2 ** (z + 3) + column;
}

function writeCluster(writer: TileWriter, members: ClusterMembers, cell: number, request: TileRequest): void {
  const { kinds } = request;
  const count = members.count[cell]!;
  const toUnits = (sum: number, tile: number): number => {
    // The middle of the pixel it was cut to.
    const units = Math.floor((sum / count + 0.5) * UNITS_PER_PX) - tile * EXTENT;
    return Math.min(EXTENT - 1, Math.max(0, units));
  };
  const [x, y] = [toUnits(members.sumX[cell]!, request.x), toUnits(members.sumY[cell]!, request.y)];
  writer.openFeature(clusterId(cell, request), x, y);
  writer.addUint('point_count', count);
  writeKinds(writer, kinds, members.kinds, cell * kinds.length);
  writer.addDouble('west', lngOf(members.minX[cell]!));
  writer.addDouble('south', latOf(members.maxY[cell]!));
  writer.addDouble('east', lngOf(members.maxX[cell]!));
  writer.addDouble('north', latOf(members.minY[cell]!));
  writer.closeFeature();
}

// A cluster of one is a cell of one, as who joins adds at least one.
function writeSingle(
  writer: TileWriter,
  window: CellWindow,
  { reader: { base }, matches }: Answer,
  cell: number,
  request: TileRequest,
): void {
  const recent = window.recents.find((one) => one.cell === cell)?.row;
  const { kindFacet, kinds } = request;
  if (recent) {
    const kind = recent.values[kindFacet]![0] ?? -1;
    writePoint(writer, request, { x: recent.x, y: recent.y, id: recent.input.id, place: recent.input.place, kind });
  } else {
    const row = firstRow(matches.bits, window.from[cell]!, window.to[cell]!);
    const kind = firstValue(base.facets[kindFacet]!, row, kinds.length);
    writePoint(writer, request, {
      x: base.xs[row]!,
      y: base.ys[row]!,
      id: base.id[row]!,
      place: base.place[row]!,
      kind,
    });
  }
  writer.closeFeature();
}
