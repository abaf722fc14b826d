import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowInput } from '../input/types.ts';
import { filterArbitrary, rowsArbitrary, schema, schemaArbitrary, zoomArbitrary } from '../testing/arbitraries.ts';
import { featuresOf, type DecodedFeature } from '../testing/decode.ts';
import { keeps } from '../testing/model.ts';
import { indexOf } from '../testing/rows.ts';

const kinds = schema.facets[0]!.values;

test('the tiles of a zoom add up to every row of a filter, and so does each kind', () => {
  fc.assert(
    fc.property(schemaArbitrary, rowsArbitrary, filterArbitrary, zoomArbitrary, (given, rows, filter, z) => {
      const kept = rows.filter((row) => row.lng !== null && keeps(row, filter));
      expect(sumsOf(featuresOf(indexOf(rows, given), filter, rows, z))).toEqual(countsOf(kept));
    }),
  );
});

/** Rows of all features, then of each kind. */
function sumsOf(features: readonly DecodedFeature[]): number[] {
  const sums = new Array<number>(1 + kinds.length).fill(0);
  for (const { properties } of features) {
    const count = properties.point_count as number | undefined;
    sums[0]! += count ?? 1;
    for (const [at, kind] of kinds.entries()) {
      sums[at + 1]! += count === undefined ? Number(properties.kind === kind) : Number(properties[kind] ?? 0);
    }
  }
  return sums;
}

function countsOf(rows: readonly RowInput[]): number[] {
  return [rows.length, ...kinds.map((_, kind) => rows.filter((row) => row.facets.kind?.includes(kind)).length)];
}
