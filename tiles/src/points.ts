import { EXTENT, type TileWriter } from './encode.ts';

export interface TileRequest {
  z: number;
  x: number;
  y: number;
  /** The facet counted in clusters, by its position in the schema. */
  kindFacet: number;
  kinds: readonly string[];
}

/** Tile units of a grid position; what lies across the edge stays in the tile that owns it. */
export function toTile(position: number, z: number, tile: number): number {
  const units = Math.floor((position * 2 ** z * EXTENT) / 2 ** 32) - tile * EXTENT;
  return Math.min(EXTENT - 1, Math.max(0, units));
}

export interface PointValues {
  /** Grid position. */
  x: number;
  y: number;
  id: number;
  place: number;
  /** Position in the list of kinds, -1 for none. */
  kind: number;
}

/** Opens the feature of a row; the caller may add to it and closes it. */
export function writePoint(writer: TileWriter, { z, x, y, kinds }: TileRequest, point: PointValues): void {
  writer.openFeature(point.id, toTile(point.x, z, x), toTile(point.y, z, y));
  writer.addUint('id', point.id);
  if (point.kind >= 0) writer.addString('kind', kinds[point.kind]!);
  writer.addUint('place', point.place);
}

/** Adds the counts of the kinds that have any. */
export function writeKinds(writer: TileWriter, kinds: readonly string[], counts: Uint32Array, at: number): void {
  for (let kind = 0; kind < kinds.length; kind++) {
    const count = counts[at + kind]!;
    if (count > 0) writer.addUint(kinds[kind]!, count);
  }
}
