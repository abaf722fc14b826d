import { expect, test } from 'vitest';
import { FeatureIndex } from './feature-index.ts';
import { runSteps } from './input/steps.ts';
import type { Bbox, Filter, PageRequest, RowInput } from './input/types.ts';
import { schema } from './testing/arbitraries.ts';
import { everything, indexOf, plainRow, soonest } from './testing/rows.ts';

const nonsense = [NaN, Infinity, -Infinity];
const badNumbers: Record<'id' | 'place' | 'lng' | 'lat', number[]> = {
  id: [...nonsense, -1, 0.5, 2 ** 53],
  place: [...nonsense, -1, 0.5, 2 ** 53],
  lng: [...nonsense, 180.0000001, -180.0000001],
  lat: [...nonsense, 90.0000001, -90.0000001],
};
const fields = Object.entries(badNumbers).flatMap(([field, values]) => values.map((value) => [field, value] as const));

test.each(fields)('a row whose %s is %d is refused by name at every door', (field, value) => {
  const row: RowInput = { ...plainRow, id: 9, [field]: value };
  const message = new RangeError(`row ${row.id} at place ${row.place}: ${field} is ${value}`);
  const index = indexOf([plainRow]);
  expect(() => index.apply({ upsert: [{ ...plainRow, id: 8 }, row], remove: [1] })).toThrow(message);
  expect(() => index.load([row])).toThrow(message);
  expect(() => runSteps(index.packSteps([row], 1))).toThrow(message);
  const columns = {
    count: 1,
    id: Float64Array.of(row.id),
    place: Float64Array.of(row.place),
    lng: Float64Array.of(row.lng!),
    lat: Float64Array.of(row.lat!),
    lastDay: Int32Array.of(0),
    pinned: Uint8Array.of(0),
    facets: {},
  };
  expect(() => index.loadColumns(columns)).toThrow(message);
  expect([index.totals(everything).total, index.version]).toEqual([1, 1]);
});

test('bad rows are named and change nothing', () => {
  const index = indexOf([plainRow]);
  const bad: [Partial<RowInput>, RegExp][] = [
    [{ lat: null }, /row 9 at place 1: lat is null/],
    [{ lng: null }, /row 9 at place 1: lng is null/],
    [{ facets: { kind: [3] } }, /row 9 at place 1: facet kind is 3/],
    ...[...nonsense, -1, 0.5].map((value): [Partial<RowInput>, RegExp] => [
      { facets: { topic: [value] } },
      new RegExp(`facet topic is ${value}`),
    ]),
    [{ facets: { kind: [0, 1] } }, /facet kind takes one value and is 0,1/],
    [{ facets: { colour: [0] } }, /facet is colour/],
    [{ sessions: Int32Array.of(5, 4) }, /session out of order is 4/],
    ...[...nonsense, 1.5, 2 ** 31].map((value): [Partial<RowInput>, RegExp] => [
      { lastDay: value },
      new RegExp(`lastDay is ${value}`),
    ]),
  ];
  for (const [change, message] of bad) {
    expect(() => index.apply({ upsert: [{ ...plainRow, id: 9, ...change }], remove: [1] })).toThrow(message);
    expect(index.totals(everything).total).toBe(1);
  }
  const twice = { upsert: [plainRow, plainRow], remove: [] };
  expect(() => index.apply(twice)).toThrow(/row 1 comes twice at one place/);
  expect(index.version).toBe(1);
});

test('columns that do not fit together are named', () => {
  const index = new FeatureIndex(schema);
  const one = new Float64Array(1);
  const sound = { count: 1, id: one, place: one, lng: one, lat: one, lastDay: new Int32Array(1), facets: {} };
  const columns = { ...sound, pinned: new Uint8Array(1) };
  const starts = Uint32Array.of(0, 1);
  const kind = (value: number) => ({ ...columns, facets: { kind: { starts, values: Uint8Array.of(value) } } });
  expect(() => index.loadColumns({ ...columns, count: 2 })).toThrow(/column id has 1 of 2 rows/);
  expect(() => index.loadColumns(kind(3))).toThrow(/row 0 at place 0: facet kind is 3/);
  expect(() => index.loadColumns({ ...columns, facets: { colour: kind(0).facets.kind } })).toThrow(/facet: colour/);
  const unordered = { starts: Uint32Array.of(0, 2), values: Int32Array.of(5, 4) };
  expect(() => index.loadColumns({ ...columns, sessions: unordered })).toThrow(/session out of order is 4/);
  index.loadColumns(kind(2));
  expect(index.count).toBe(1);
});

const asked = (filter: Partial<Filter>): Filter => ({ facets: {}, ...filter });

test.each(nonsense)('questions with %d are named', (value) => {
  const index = indexOf([plainRow]);
  const named = new RegExp(`${value}`);
  const filters: Filter[] = [
    asked({ near: { lng: value, lat: 0, metres: 1 } }),
    asked({ near: { lng: 0, lat: value, metres: 1 } }),
    asked({ at: { lng: value, lat: 0 } }),
    asked({ at: { lng: 0, lat: value } }),
    asked({
      within: [
        [
          [
            [0, 0],
            [1, value],
            [1, 1],
          ],
        ],
      ],
    }),
    asked({ notEndedOn: value }),
    asked({ endedBefore: value }),
    asked({ slots: [[value, 1]] }),
    asked({ facets: { kind: [[0, value]] } }),
  ];
  for (const filter of filters) expect(() => index.totals(filter)).toThrow(named);
  for (let side = 0; side < 4; side++) {
    const bbox = [0, 0, 1, 1].with(side, value) as unknown as Bbox;
    expect(() => index.totals(everything, bbox)).toThrow(named);
  }
  const pages: Partial<PageRequest>[] = [{ limit: value }, { asOf: value }, { from: { lng: value, lat: 0 } }];
  for (const page of pages) expect(() => index.page(everything, { ...soonest, ...page })).toThrow(named);
  for (let part = 0; part < 3; part++) {
    const [z, x, y] = [5, 0, 0].with(part, value) as [number, number, number];
    expect(() => index.tile(everything, z, x, y)).toThrow(named);
  }
  expect(() => index.leaves(everything, { z: value, id: 0 }, soonest)).toThrow(named);
  expect(() => index.leaves(everything, { z: 5, id: value }, soonest)).toThrow(named);
});

test('questions out of range are named', () => {
  const index = indexOf([plainRow]);
  expect(() => index.totals({ facets: { colour: [[0, 1]] } })).toThrow(/unknown facet: colour/);
  expect(() => index.totals({ facets: { kind: [[0, 4]] } })).toThrow(/kind has the range 0 to 4/);
  expect(() => index.totals(asked({ near: { lng: 0, lat: 0, metres: NaN } }))).toThrow(/NaN metres/);
  expect(() => index.totals(asked({ near: { lng: 181, lat: 0, metres: 1 } }))).toThrow(/near is 181,0/);
  expect(() => index.totals(asked({ at: { lng: 0, lat: -91 } }))).toThrow(/at is 0,-91/);
  expect(() => index.totals(everything, [2, 0, 1, 1])).toThrow(/bbox/);
  expect(() => index.tile(everything, 3, 8, 0)).toThrow(/no tile 3\/8\/0/);
  expect(() => index.tile(everything, 23, 0, 0)).toThrow(/no tile 23\/0\/0/);
  expect(() => index.leaves(everything, { z: 14, id: 0 }, soonest)).toThrow(/no cluster 0 on zoom 14/);
  expect(() => index.page(everything, { ...soonest, sort: 'distance' })).toThrow(/needs a from/);
  expect(() => index.page(everything, { ...soonest, limit: 0 })).toThrow(/limit is 0/);
  expect(() => index.facetCounts(everything, 'view')).toThrow(/needs a bbox/);
});
