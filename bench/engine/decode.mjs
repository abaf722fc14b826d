import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

/**
 * Features of a tile with their layer and position; none of an empty one.
 * @param {Uint8Array | null} bytes
 */
export function decodeTile(bytes) {
  if (!bytes || bytes.length === 0) return [];
  return Object.values(new VectorTile(new PbfReader(bytes)).layers).flatMap((layer) =>
    Array.from({ length: layer.length }, (_, at) => {
      const feature = layer.feature(at);
      const [[{ x, y }]] = feature.loadGeometry();
      return { layer: layer.name, id: feature.id, x, y, properties: feature.properties };
    }),
  );
}

/** Rows in the features of a tile of the engine. */
export const rowsInTile = (bytes) =>
  decodeTile(bytes).reduce((sum, { properties }) => sum + Number(properties.point_count ?? 1), 0);

/** Rows in the features of a tile of a baseline. */
export const rowsInBaseline = (bytes) =>
  decodeTile(bytes).reduce((sum, { properties }) => sum + Number(properties.n ?? 1), 0);
