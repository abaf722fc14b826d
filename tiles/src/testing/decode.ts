import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { FeatureIndex } from '../feature-index.ts';
import { worldX, worldY } from '../grid/projection.ts';
import type { Filter, RowInput, Schema } from '../input/types.ts';

export interface DecodedFeature {
  layer: string;
  id: number | undefined;
  x: number;
  y: number;
  properties: Record<string, number | string | boolean>;
}

export function decodeTile(bytes: Uint8Array | null): DecodedFeature[] {
  if (!bytes) return [];
  return Object.values(new VectorTile(new PbfReader(bytes)).layers).flatMap((layer) =>
    Array.from({ length: layer.length }, (_, at) => {
      const feature = layer.feature(at);
      const point = feature.loadGeometry()[0]![0]!;
      return { layer: layer.name, id: feature.id, x: point.x, y: point.y, properties: feature.properties };
    }),
  );
}

/** The tiles of a zoom that rows lie in, and those around them, which may own them. */
export function tilesAround(rows: readonly Pick<RowInput, 'lng' | 'lat'>[], z: number): [x: number, y: number][] {
  const tiles = new Map<string, [number, number]>();
  for (const { lng, lat } of rows) {
    if (lng === null || lat === null) continue;
    const [x, y] = [Math.floor(worldX(lng) / 2 ** (32 - z)), Math.floor(worldY(lat) / 2 ** (32 - z))];
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        if (x + i < 0 || y + j < 0 || x + i >= 2 ** z || y + j >= 2 ** z) continue;
        tiles.set(`${x + i}/${y + j}`, [x + i, y + j]);
      }
    }
  }
  return [...tiles.values()];
}

/** The tiles in which rows may be told under a schema. */
export function tilesFor(schema: Schema, rows: readonly RowInput[], z: number): [x: number, y: number][] {
  const fixed = schema.anchored?.steps.flatMap(({ anchors, rest }) => [...anchors, rest]) ?? [];
  return tilesAround([...rows, ...fixed], z);
}

export function featuresOf(
  index: FeatureIndex,
  filter: Filter,
  rows: readonly RowInput[],
  z: number,
): DecodedFeature[] {
  return tilesFor(index.schema, rows, z).flatMap(([x, y]) => decodeTile(index.tile(filter, z, x, y)));
}
