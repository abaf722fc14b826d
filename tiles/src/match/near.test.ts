import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from '../grid/projection.ts';
import { fromArbitrary, rowsArbitrary } from '../testing/arbitraries.ts';
import { pointOf } from '../testing/model.ts';
import { indexOf } from '../testing/rows.ts';

test('a distance that ends at a row keeps that row and none beyond', () => {
  fc.assert(
    fc.property(rowsArbitrary, fromArbitrary, (rows, { lng, lat }) => {
      const index = indexOf(rows);
      const distances = rows.flatMap((row) => (row.lng === null ? [] : [metresBetween(lng, lat, ...pointOf(row)!)]));
      const asked = distances.slice(0, 20);
      expect(asked.map((metres) => index.totals({ facets: {}, near: { lng, lat, metres } }).total)).toEqual(
        asked.map((metres) => distances.filter((distance) => distance <= metres).length),
      );
    }),
  );
});
