import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Filter, RowInput, Schema } from '../input/types.ts';
import { filterArbitrary, rowsArbitrary, schemaArbitrary, zoomArbitrary } from '../testing/arbitraries.ts';
import { decodeTile, tilesFor, type DecodedFeature } from '../testing/decode.ts';
import { hasGdal, readBytesWithGdal, readWithGdal } from '../testing/gdal.ts';
import { goldenTiles } from '../testing/golden.ts';
import { indexOf } from '../testing/rows.ts';

// Each takes a few processes.
const TILES = 20;

describe.skipIf(!hasGdal)(
  hasGdal ? "GDAL's reader" : "GDAL's reader (skipped: ogrinfo and ogr2ogr are not installed)",
  () => {
    test.each(goldenTiles)('finds in the tile $name the features of its .json', ({ path }) => {
      const features = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as DecodedFeature[];
      expect(readWithGdal(`${path}.mvt`)).toEqual(features);
    });

    test('finds in random tiles what the reference decoder finds', { timeout: 120_000 }, () => {
      const tiles = fc
        .sample(fc.tuple(schemaArbitrary, rowsArbitrary, filterArbitrary, zoomArbitrary), 4 * TILES)
        .map(([schema, rows, filter, z]) => largestTile(schema, rows, filter, z))
        .filter((bytes) => bytes !== null)
        .slice(0, TILES);
      expect(tiles).toHaveLength(TILES);
      for (const bytes of tiles) expect(readBytesWithGdal(bytes)).toEqual(decodeTile(bytes));
    });
  },
);

function largestTile(schema: Schema, rows: readonly RowInput[], filter: Filter, z: number): Uint8Array | null {
  const index = indexOf(rows, schema);
  const tiles = tilesFor(schema, rows, z).map(([x, y]) => index.tile(filter, z, x, y)?.slice() ?? null);
  return tiles.reduce((best, bytes) => ((bytes?.length ?? 0) > (best?.length ?? 0) ? bytes : best), null);
}
