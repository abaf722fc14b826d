import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bboxArbitrary,
  filterArbitrary,
  pointArbitrary,
  rowsArbitrary,
  schema,
  scopeArbitrary,
  crowdedPoints,
} from '../testing/arbitraries.ts';
import * as model from '../testing/model.ts';
import { indexOf } from '../testing/rows.ts';

test('totals equal a look at every row', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, bboxArbitrary, (rows, filter, bbox) => {
      expect(indexOf(rows).totals(filter, bbox)).toEqual(model.totals(rows, filter, bbox));
    }),
  );
});

test('facet counts equal a look at every row', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, bboxArbitrary, scopeArbitrary, (rows, filter, bbox, scope) => {
      const counts = indexOf(rows).facetCounts(filter, scope, bbox);
      const plain = Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, [...values]]));
      expect(plain).toEqual(model.facetCounts(schema, rows, filter, scope, bbox));
    }),
  );
});

// Corners on the crowded points too, holes, rings that cross themselves, polygons over one another.
const corner = fc.oneof({ weight: 4, arbitrary: pointArbitrary }, fc.constantFrom(...crowdedPoints));
const ring = fc.array(corner, { maxLength: 12 });
const polygons = fc.array(fc.array(ring, { maxLength: 3 }), { maxLength: 3 });

test('a filter by polygons keeps the rows inside, row by row', () => {
  fc.assert(
    fc.property(rowsArbitrary, polygons, filterArbitrary, (rows, within, filter) => {
      const index = indexOf(rows);
      const asked = [
        { facets: {}, within },
        { ...filter, within },
      ];
      expect(asked.map((one) => index.totals(one).total)).toEqual(
        asked.map((one) => rows.filter((row) => model.keeps(row, one)).length),
      );
    }),
  );
});
