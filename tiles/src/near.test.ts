import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureIndex } from './feature-index.ts';
import { metresBetween } from './projection.ts';
import { pointOf } from './testing/model.ts';
import { numRuns, rowsArbitrary, schema, timeout } from './testing/arbitraries.ts';

const from = fc.record({
  lng: fc.oneof(fc.constantFrom(-180, 180), fc.double({ min: 117, max: 124, noNaN: true })),
  lat: fc.oneof(fc.constantFrom(-90, 90), fc.double({ min: 26, max: 32, noNaN: true })),
});

test('a distance that ends at a row keeps that row and none beyond', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, from, (rows, { lng, lat }) => {
      const index = new FeatureIndex(schema);
      index.load(rows);
      const distances = rows.flatMap((row) => (row.lng === null ? [] : [metresBetween(lng, lat, ...pointOf(row)!)]));
      for (const metres of distances.slice(0, 20)) {
        const kept = index.totals({ facets: {}, near: { lng, lat, metres } }).total;
        expect(kept).toBe(distances.filter((distance) => distance <= metres).length);
      }
    }),
    { numRuns },
  );
});
