import { expect, test } from 'vitest';
import { latOf, lngOf, worldX, worldY } from './projection.ts';
import { featuresOf } from './testing/decode.ts';
import { everything, indexOf, plainRow, soonest } from './testing/rows.ts';
import type { RowInput } from './types.ts';

test('unplaced rows are counted and listed but on no tile', () => {
  const index = indexOf([{ ...plainRow, lng: null, lat: null }]);
  expect(index.tile(everything, 0, 0, 0)).toBeNull();
  expect(index.totals(everything)).toEqual({ total: 1, inView: 0, elsewhere: 0, unplaced: 1 });
  const [hit] = index.page(everything, { ...soonest, sort: 'distance', from: { lng: 120, lat: 30 } });
  expect(hit).toEqual({ id: 1, place: 1, key: 1e9, metres: null, nextStart: null });
});

test('the spot a tile names leads back to its rows', () => {
  const index = indexOf([plainRow, { ...plainRow, id: 2 }, { ...plainRow, id: 3, lng: 120.00001 }]);
  const stack = featuresOf(index, everything, [plainRow], 16).find(({ properties }) => properties.point_count === 2)!;
  const { lng, lat } = stack.properties as { lng: number; lat: number };
  expect(index.page({ facets: {}, at: { lng, lat } }, soonest).map(({ id }) => id)).toEqual([1, 2]);
  const { west, south } = featuresOf(index, { facets: {}, at: { lng, lat } }, [plainRow], 10)[0]!.properties;
  expect([west, south]).toEqual([lngOf(worldX(120)), latOf(worldY(30))]);
});

test('bad rows are named and change nothing', () => {
  const index = indexOf([plainRow]);
  const bad: [Partial<RowInput>, RegExp][] = [
    [{ lng: NaN }, /row 9 at place 1: lng is NaN/],
    [{ lat: 91 }, /row 9 at place 1: lat is 91/],
    [{ lat: null }, /row 9 at place 1: lat is null/],
    [{ facets: { kind: [3] } }, /row 9 at place 1: facet kind is 3/],
    [{ facets: { kind: [0, 1] } }, /facet kind takes one value and is 0,1/],
    [{ facets: { colour: [0] } }, /facet is colour/],
    [{ sessions: Int32Array.of(5, 4) }, /session out of order is 4/],
    [{ lastDay: 1.5 }, /lastDay is 1.5/],
    [{ place: -1 }, /place is -1/],
  ];
  for (const [change, message] of bad) {
    expect(() => index.apply({ upsert: [{ ...plainRow, id: 9, ...change }], remove: [1] })).toThrow(message);
    expect(index.totals(everything).total).toBe(1);
  }
  expect(() => index.apply({ upsert: [plainRow, plainRow], remove: [] })).toThrow(/row 1 comes twice at one place/);
  expect(index.version).toBe(1);
});

test('bad questions are named', () => {
  const index = indexOf([plainRow]);
  expect(() => index.totals({ facets: { colour: [[0, 1]] } })).toThrow(/unknown facet: colour/);
  expect(() => index.totals({ facets: { kind: [[0, 4]] } })).toThrow(/kind has the range 0 to 4/);
  expect(() => index.totals({ facets: {}, near: { lng: 0, lat: 0, metres: NaN } })).toThrow(/NaN metres/);
  expect(() => index.totals({ facets: {}, at: { lng: Infinity, lat: 0 } })).toThrow(/at is Infinity,0/);
  expect(() => index.totals(everything, [2, 0, 1, 1])).toThrow(/bbox/);
  expect(() => index.tile(everything, 3, 8, 0)).toThrow(/no tile 3\/8\/0/);
  expect(() => index.page(everything, { ...soonest, sort: 'distance' })).toThrow(/needs a from/);
  expect(() => index.page(everything, { ...soonest, limit: 0 })).toThrow(/limit is 0/);
  expect(() => index.facetCounts(everything, 'view')).toThrow(/needs a bbox/);
});

test('a facet or a time without any range matches nothing', () => {
  const index = indexOf([plainRow]);
  expect(index.totals({ facets: { kind: [] } }).total).toBe(0);
  expect(index.totals({ facets: {}, slots: [] }).total).toBe(0);
});
