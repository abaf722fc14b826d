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
import type { Hit, PageRequest } from '../input/types.ts';
import { nameOf, walkPages } from '../testing/membership.ts';
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

test('under every order what is stale gives way to what is not, and nothing else changes places', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, requestArbitrary, fc.boolean(), (rows, filter, first, byDistance) => {
      const request: PageRequest = { ...first, sort: byDistance ? 'distance' : 'soonest' };
      const measure = ({ metres, nextStart }: Hit) => (byDistance ? metres : nextStart) ?? Infinity;
      const stale = new Set(rows.filter((row) => model.isStale(row, first.asOf)).map(nameOf));
      const isStale = (hit: Hit) => stale.has(nameOf(hit));
      const index = indexOf(rows);
      const walked = walkPages(request, (page) => index.page(filter, page));
      for (const kept of [walked.filter(isStale), walked.filter((hit) => !isStale(hit))]) {
        expect(kept.map(measure)).toEqual(kept.map(measure).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }
      walked.forEach((hit, at) => {
        for (const next of isStale(hit) ? walked.slice(at + 1).filter((one) => !isStale(one)) : []) {
          expect(measure(next)).toBeGreaterThanOrEqual(measure(hit));
          if (!byDistance && hit.nextStart !== null)
            expect(Math.floor(measure(next) / 1440)).toBeGreaterThan(Math.floor(hit.nextStart / 1440));
        }
      });
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
