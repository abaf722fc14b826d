import { expect, test } from 'vitest';
import { latOf, lngOf, worldX, worldY } from './grid/projection.ts';
import { featuresOf } from './testing/decode.ts';
import { everything, indexOf, plainRow, soonest } from './testing/rows.ts';

test('unplaced rows are counted and listed but on no tile', () => {
  const index = indexOf([{ ...plainRow, lng: null, lat: null }]);
  expect(index.tile(everything, 0, 0, 0)).toBeNull();
  expect(index.totals(everything)).toEqual({ total: 1, inView: 0, elsewhere: 0, unplaced: 1 });
  const [hit] = index.page(everything, { ...soonest, sort: 'distance', from: { lng: 120, lat: 30 } });
  expect(hit).toEqual({ id: 1, place: 1, key: 1e9, metres: null, nextStart: null });
});

test('the stack a tile names leads back to its rows', () => {
  const index = indexOf([plainRow, { ...plainRow, id: 2 }, { ...plainRow, id: 3, lng: 120.00001 }]);
  const stack = featuresOf(index, everything, [plainRow], 16).find(({ properties }) => properties.point_count === 2)!;
  const { lng, lat } = stack.properties as { lng: number; lat: number };
  expect(index.page({ facets: {}, at: { lng, lat } }, soonest).map(({ id }) => id)).toEqual([1, 2]);
  const { west, south } = featuresOf(index, { facets: {}, at: { lng, lat } }, [plainRow], 10)[0]!.properties;
  expect([west, south]).toEqual([lngOf(worldX(120)), latOf(worldY(30))]);
});

test('a facet or a time without any range matches nothing', () => {
  const index = indexOf([plainRow]);
  expect(index.totals({ facets: { kind: [] } }).total).toBe(0);
  expect(index.totals({ facets: {}, slots: [] }).total).toBe(0);
});
