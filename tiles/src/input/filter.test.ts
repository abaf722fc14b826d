import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterArbitrary, rowsArbitrary } from '../testing/arbitraries.ts';
import { nameOf } from '../testing/membership.ts';
import { keeps } from '../testing/model.ts';
import { canonicalKey, goesBeyondFacets } from './filter.ts';
import type { Filter, Range } from './types.ts';

test('order and overlap of ranges and facets do not change the key', () => {
  const one: Filter = {
    facets: {
      topic: [
        [3, 5],
        [0, 2],
      ],
      kind: [[0, 1]],
    },
    slots: [
      [6, 9],
      [1, 4],
      [3, 6],
    ],
  };
  const other: Filter = {
    slots: [[1, 9]],
    facets: {
      kind: [
        [0, 1],
        [0, 1],
      ],
      topic: [
        [0, 1],
        [1, 2],
        [3, 4],
        [3, 5],
        [4, 4],
      ],
    },
  };
  expect(canonicalKey(one)).toBe(canonicalKey(other));
});

test('filters that differ have keys that differ', () => {
  const filters: Filter[] = [
    { facets: {} },
    { facets: { kind: [] } },
    { facets: { kind: [[0, 1]] } },
    { facets: { topic: [[0, 1]] } },
    { facets: {}, slots: [] },
    { facets: {}, slots: [[0, 1]] },
    { facets: {}, notEndedOn: 1 },
    { facets: {}, endedBefore: 1 },
    { facets: {}, q: '' },
    { facets: {}, q: '1' },
    { facets: {}, near: { lng: 1, lat: 2, metres: 3 } },
    { facets: {}, at: { lng: 1, lat: 2 } },
    { facets: {}, within: [] },
    { facets: {}, within: [[[[0, 1]]]] },
  ];
  expect(new Set(filters.map(canonicalKey)).size).toBe(filters.length);
  expect(filters.map(goesBeyondFacets).indexOf(true)).toBe(8);
});

test('filters of one key keep the same rows', () => {
  const split = (ranges: readonly Range[]): Range[] =>
    ranges.toReversed().flatMap(([from, to]) =>
      to - from > 1
        ? [
            [from + 1, to],
            [from, from + 2],
          ]
        : [[from, to]],
    );
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, (rows, filter) => {
      const facets = Object.fromEntries(Object.entries(filter.facets).map(([name, ranges]) => [name, split(ranges)]));
      const same = { ...filter, facets, ...(filter.slots && { slots: split(filter.slots) }) };
      const of = (one: Filter) => [canonicalKey(one), ...rows.filter((row) => keeps(row, one)).map(nameOf)];
      expect(of(same)).toEqual(of(filter));
    }),
  );
});
