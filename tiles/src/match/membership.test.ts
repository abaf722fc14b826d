import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filter, RowInput } from '../input/types.ts';
import {
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  requestArbitrary,
  rowsArbitrary,
  schemaArbitrary,
  zoomArbitrary,
} from '../testing/arbitraries.ts';
import { membersOf, nameOf } from '../testing/membership.ts';
import { keeps } from '../testing/model.ts';
import { indexOf } from '../testing/rows.ts';

const keptOf = (rows: readonly RowInput[], filter: Filter): string[] =>
  rows
    .filter((row) => row.lng !== null && keeps(row, filter))
    .map(nameOf)
    .sort();

test('every placed row is in exactly one area, cluster or point of a zoom', () => {
  fc.assert(
    fc.property(
      schemaArbitrary,
      rowsArbitrary,
      filterArbitrary,
      zoomArbitrary,
      requestArbitrary,
      (schema, rows, filter, z, shape) => {
        expect(membersOf(indexOf(rows, schema), filter, rows, z, shape).sort()).toEqual(keptOf(rows, filter));
      },
    ),
  );
});

test('so it is after edits', () => {
  fc.assert(
    fc.property(
      schemaArbitrary,
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      zoomArbitrary,
      requestArbitrary,
      (schema, rows, edits, filter, z, shape) => {
        const index = indexOf(rows, schema);
        for (const edit of edits) index.apply(edit);
        const left = applyEdits(rows, edits);
        expect(membersOf(index, filter, left, z, shape).sort()).toEqual(keptOf(left, filter));
      },
    ),
  );
});
