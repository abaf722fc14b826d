import { rowsIn } from './bitset.ts';
import { addRows, emptyWindow, joinCells, OWN_CELLS, type CellWindow, type TileSource } from './clusters.ts';
import { EXTENT, type TileWriter } from './encode.ts';
import { firstValue, type FacetColumn } from './facet-column.ts';
import { countBetween, type Matches } from './matches.ts';
import { firstKey, keySpan, lowerBound } from './morton.ts';
import { latOf, lngOf } from './projection.ts';
import type { Segment } from './segment.ts';

/** From this zoom on every spot is a feature of its own. */
export const SPOT_ZOOM = 14;

/** The matching rows of one segment. */
export interface LayerSource {
  segment: Segment;
  matches: Matches;
}

export interface TileRequest {
  z: number;
  x: number;
  y: number;
  /** The facet counted in clusters, by its position in the schema. */
  kindFacet: number;
  kinds: readonly string[];
}

/** Writes the layers of one tile; false when it is empty. */
export function writeTile(writer: TileWriter, sources: readonly LayerSource[], request: TileRequest): boolean {
  return request.z < SPOT_ZOOM ? writeClusters(writer, sources, request) : writeSpots(writer, sources, request);
}

function writeClusters(writer: TileWriter, sources: readonly LayerSource[], request: TileRequest): boolean {
  const { z, x, y, kinds } = request;
  const window = emptyWindow(kinds.length);
  for (const { segment, matches } of sources) {
    const countKinds = kindCounter(segment.facets[request.kindFacet]!, kinds.length);
    addRows(window, { segment, matches, countKinds }, z, x, y);
  }
  joinCells(window, z);
  const clusters = OWN_CELLS.filter((cell) => window.count[cell]! > 1);
  const single = OWN_CELLS.filter((cell) => window.count[cell] === 1);
  if (clusters.length > 0) {
    writer.openLayer('clusters');
    for (const cell of clusters) writeCluster(writer, window, cell, request);
    writer.closeLayer();
  }
  if (single.length > 0) {
    writer.openLayer('points');
    for (const cell of single) {
      const { segment, row } = window.member[cell]!;
      openPoint(writer, segment, row, request);
      writer.closeFeature();
    }
    writer.closeLayer();
  }
  return clusters.length + single.length > 0;
}

function kindCounter({ single, rowValues: { starts, values } }: FacetColumn, none: number): TileSource['countKinds'] {
  if (single) {
    return (rows, kinds, at) => {
      for (let i = 0; i < rows.length; i++) kinds[at + single[rows[i]!]!]!++;
    };
  }
  return (rows, kinds, at) => {
    for (let i = 0; i < rows.length; i++) {
      const [from, to] = [starts[rows[i]!]!, starts[rows[i]! + 1]!];
      if (from === to) kinds[at + none]!++;
      for (let position = from; position < to; position++) kinds[at + values[position]!]!++;
    }
  };
}

// A joined centre may lie across the edge; it stays in the tile that owns it.
function toTile(position: number, z: number, tile: number): number {
  const units = Math.floor((position * 2 ** z * EXTENT) / 2 ** 32) - tile * EXTENT;
  return Math.min(EXTENT - 1, Math.max(0, units));
}

function writeCluster(writer: TileWriter, window: CellWindow, cell: number, request: TileRequest): void {
  const { z, x, y, kinds } = request;
  const count = window.count[cell]!;
  const [centreX, centreY] = [window.sumX[cell]! / count, window.sumY[cell]! / count];
  writer.openFeature(null, toTile(centreX, z, x), toTile(centreY, z, y));
  writer.addUint('point_count', count);
  writeKinds(writer, kinds, window.kinds, cell * (kinds.length + 1));
  writer.addDouble('west', lngOf(window.minX[cell]!));
  writer.addDouble('south', latOf(window.maxY[cell]!));
  writer.addDouble('east', lngOf(window.maxX[cell]!));
  writer.addDouble('north', latOf(window.minY[cell]!));
  writer.closeFeature();
}

function writeKinds(writer: TileWriter, kinds: readonly string[], counts: Uint32Array, at: number): void {
  for (let kind = 0; kind < kinds.length; kind++) {
    const count = counts[at + kind]!;
    if (count > 0) writer.addUint(kinds[kind]!, count);
  }
}

function openPoint(
  writer: TileWriter,
  segment: Segment,
  row: number,
  { z, x, y, kindFacet, kinds }: TileRequest,
): void {
  const id = segment.id[row]!;
  writer.openFeature(id, toTile(segment.xs[row]!, z, x), toTile(segment.ys[row]!, z, y));
  writer.addUint('id', id);
  const kind = firstValue(segment.facets[kindFacet]!, row);
  if (kind >= 0) writer.addString('kind', kinds[kind]!);
  writer.addUint('place', segment.place[row]!);
}

/** All matching rows at one grid position. */
interface Spot {
  x: number;
  y: number;
  count: number;
  kinds: Uint32Array;
  top: { segment: Segment; row: number };
}

function writeSpots(writer: TileWriter, sources: readonly LayerSource[], request: TileRequest): boolean {
  const spots = new Map<number, Spot>();
  for (const source of sources) collectSpots(spots, source, request);
  if (spots.size === 0) return false;
  writer.openLayer('points');
  // Ordered by position: the bytes do not depend on how rows are spread over segments.
  for (const spot of [...spots.values()].sort((a, b) => a.y - b.y || a.x - b.x)) writeSpot(writer, spot, request);
  writer.closeLayer();
  return true;
}

function collectSpots(spots: Map<number, Spot>, { segment, matches }: LayerSource, request: TileRequest): void {
  const { z, x, y, kindFacet, kinds } = request;
  const key = firstKey(z, x, y);
  const from = lowerBound(segment.keys, key, 0, segment.placed);
  const to = lowerBound(segment.keys, key + keySpan(z), from, segment.placed);
  const rows = rowsIn(matches.bits, from, to, countBetween(matches, from, to));
  const countKinds = kindCounter(segment.facets[kindFacet]!, kinds.length);
  const { xs, ys } = segment;
  const [west, north, side] = [x * 2 ** (32 - z), y * 2 ** (32 - z), 2 ** (32 - z)];
  for (let at = 0, end = 0; at < rows.length; at = end) {
    const first = rows[at]!;
    while (end < rows.length && xs[rows[end]!] === xs[first] && ys[rows[end]!] === ys[first]) end++;
    const spotKey = (ys[first]! - north) * side + xs[first]! - west;
    const members = rows.subarray(at, end);
    let spot = spots.get(spotKey);
    if (!spot) {
      spot = {
        x: xs[first]!,
        y: ys[first]!,
        count: 0,
        kinds: new Uint32Array(kinds.length + 1),
        top: { segment, row: first },
      };
      spots.set(spotKey, spot);
    }
    spot.count += members.length;
    countKinds(members, spot.kinds, 0);
    for (const row of members) if (goesOnTop(segment, row, spot.top)) spot.top = { segment, row };
  }
}

function goesOnTop(segment: Segment, row: number, top: Spot['top']): boolean {
  const pinned = segment.pinned[row]! - top.segment.pinned[top.row]!;
  if (pinned !== 0) return pinned > 0;
  const id = segment.id[row]! - top.segment.id[top.row]!;
  return id !== 0 ? id < 0 : segment.place[row]! < top.segment.place[top.row]!;
}

function writeSpot(writer: TileWriter, { x, y, count, kinds, top }: Spot, request: TileRequest): void {
  openPoint(writer, top.segment, top.row, request);
  if (count > 1) {
    writer.addUint('point_count', count);
    writeKinds(writer, request.kinds, kinds, 0);
    writer.addDouble('lng', lngOf(x));
    writer.addDouble('lat', latOf(y));
  }
  writer.closeFeature();
}
