import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  fromArbitrary,
  requestArbitrary,
  rowsArbitrary,
} from '../testing/arbitraries.ts';
import { walkPages } from '../testing/membership.ts';
import * as model from '../testing/model.ts';
import { indexOf } from '../testing/rows.ts';

test('walking pages gives every hit once and in order', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, requestArbitrary, (rows, filter, first) => {
      const index = indexOf(rows);
      const walked = walkPages(first, (page) => index.page(filter, page));
      expect(walked).toEqual(model.sorted(rows, filter, first));
    }),
  );
});

const limits = fc.integer({ min: 1, max: 90 });

test('the nearest are those of a look at every row, before edits and after', () => {
  fc.assert(
    fc.property(
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      fromArbitrary,
      limits,
      (rows, edits, filter, from, k) => {
        const index = indexOf(rows);
        const before = index.nearest(filter, from, k);
        for (const edit of edits) index.apply(edit);
        const after = index.nearest(filter, from, k);
        const left = applyEdits(rows, edits);
        expect([before, after]).toEqual([rows, left].map((all) => model.nearest(all, filter, from, k)));
      },
    ),
  );
});
