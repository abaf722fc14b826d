import type { CellWindow } from '../cluster/cell-window.ts';
import type { TileWindow } from '../cluster/tile-window.ts';
import { latOf, lngOf } from '../grid/projection.ts';
import type { TileAddress } from '../grid/tile-address.ts';
import { LAST_CLUSTER_ZOOM } from '../grid/zooms.ts';
import type { Filter } from '../input/types.ts';
import { firstRow } from '../kernels/bitset.ts';
import { CELLS } from '../kernels/cell-layout.ts';
import type { Matches } from '../match/matches.ts';
import { firstValue } from '../rows/facet-column.ts';
import type { PointWriter } from './point-writer.ts';
import { EXTENT } from './tile-writer.ts';
import { writeStacks } from './write-stacks.ts';

const UNITS_PER_PX = EXTENT / 512;
const MOST_DRIFT_PX = 3;

/** Writes the layers of one tile; false when it is empty. */
export function writeTile(
  points: PointWriter,
  window: TileWindow,
  matches: Matches,
  filter: Filter,
  request: TileAddress,
): boolean {
  if (request.z > LAST_CLUSTER_ZOOM) return writeStacks(points, matches, filter, request);
  if (!window.fill(matches, request)) return false;
  window.collect(matches, request);
  const { cells } = window;
  const { writer } = points;
  let [clusters, singles] = [0, 0];
  for (const cell of cells.ownCells) {
    if (cells.members[cell]! < 2) continue;
    if (clusters++ === 0) writer.openLayer('clusters');
    writeCluster(points, cells, cell, request);
  }
  if (clusters > 0) writer.closeLayer();
  for (const cell of cells.ownCells) {
    if (cells.members[cell] !== 1) continue;
    if (singles++ === 0) writer.openLayer('points');
    writeSingle(points, cells, matches, cell, request);
  }
  if (singles > 0) writer.closeLayer();
  return clusters + singles > 0;
}

/** Number of a leading cell among all of its zoom: the feature id of its cluster. */
function clusterId({ ring, side }: CellWindow, cell: number, { z, x, y }: TileAddress): number {
  const column = x * CELLS + (cell % side) - ring;
  const line = y * CELLS + Math.floor(cell / side) - ring;
  return line * 2 ** (z + 3) + column;
}

function writeCluster(points: PointWriter, cells: CellWindow, cell: number, request: TileAddress): void {
  const { writer, keys } = points;
  const count = cells.members[cell]!;
  const [x, y] = positionOf(cells, cell);
  writer.openFeature(clusterId(cells, cell, request), toUnits(x, request.x), toUnits(y, request.y));
  writer.addUint(keys.pointCount, count);
  points.addKinds(cells.kinds, cell * cells.kindStride);
  writer.addDouble(keys.west, lngOf(cells.minX[cell]!));
  writer.addDouble(keys.south, latOf(cells.maxY[cell]!));
  writer.addDouble(keys.east, lngOf(cells.maxX[cell]!));
  writer.addDouble(keys.north, latOf(cells.minY[cell]!));
  writer.closeFeature();
}

// The mean of all members, but near the centre of the leading cell: those of two clusters are 42 px apart.
function positionOf(cells: CellWindow, cell: number): [x: number, y: number] {
  const centreX = cells.sumX[cell]! / cells.count[cell]!;
  const centreY = cells.sumY[cell]! / cells.count[cell]!;
  const dx = cells.memberX[cell]! / cells.members[cell]! - centreX;
  const dy = cells.memberY[cell]! / cells.members[cell]! - centreY;
  const part = Math.min(1, MOST_DRIFT_PX / Math.hypot(dx, dy));
  return part < 1 ? [centreX + dx * part, centreY + dy * part] : [centreX + dx, centreY + dy];
}

function toUnits(mean: number, tile: number): number {
  // The middle of the pixel it was cut to.
  const units = Math.floor((mean + 0.5) * UNITS_PER_PX) - tile * EXTENT;
  return Math.min(EXTENT - 1, Math.max(0, units));
}

// A cluster of one is a cell of one, as who joins adds at least one.
function writeSingle(
  points: PointWriter,
  cells: CellWindow,
  { reader: { base }, inBase }: Matches,
  cell: number,
  request: TileAddress,
): void {
  const recent = cells.recents.find((one) => one.cell === cell)?.row;
  if (recent) {
    const kind = recent.values[points.kindFacet]![0] ?? -1;
    points.open(request, { x: recent.x, y: recent.y, id: recent.input.id, place: recent.input.place, kind });
  } else {
    const row = firstRow(inBase.bits, cells.from[cell]!, cells.to[cell]!);
    const kind = firstValue(base.facets[points.kindFacet]!, row, cells.kindCount);
    points.open(request, {
      x: base.xs[row]!,
      y: base.ys[row]!,
      id: base.id[row]!,
      place: base.place[row]!,
      kind,
    });
  }
  points.writer.closeFeature();
}
