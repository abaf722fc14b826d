import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureIndex } from './feature-index.ts';
import { NO_START } from './page.ts';
import { latOf, lngOf, worldX, worldY } from './projection.ts';
import { slotOf } from './slots.ts';
import { compactRows } from './compaction.ts';
import { runSteps } from './steps.ts';
import {
  applyEdits,
  bboxArbitrary,
  editsArbitrary,
  filterArbitrary,
  numRuns,
  rowsArbitrary,
  schema,
  timeout,
} from './testing/arbitraries.ts';
import { featuresOf, tilesAround } from './testing/decode.ts';
import * as model from './testing/model.ts';
import type { Filter, PageRequest, RowInput, Scope, Sort } from './types.ts';

const scopes: Scope[] = ['all', 'view', 'elsewhere', 'unplaced'];
const zooms = fc.integer({ min: 5, max: 16 });

const plain: RowInput = {
  id: 1,
  place: 1,
  lng: 120,
  lat: 30,
  facets: { kind: [1] },
  sessions: null,
  lastDay: null,
  pinned: false,
};
const all = { facets: {} };

function indexOf(rows: readonly RowInput[]): FeatureIndex {
  const index = new FeatureIndex(schema);
  index.load(rows);
  return index;
}

test('the tiles of a zoom hold every row of a filter once', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, zooms, (rows, filter, z) => {
      const kept = rows.filter((row) => row.lng !== null && model.keeps(row, filter));
      const features = featuresOf(indexOf(rows), filter, rows, z);
      const counts = features.map(({ properties }) => (properties.point_count as number | undefined) ?? 1);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(kept.length);
      for (const kind of schema.facets[0]!.values) {
        const sum = features.reduce((total, { properties }) => {
          const one = properties.point_count === undefined && properties.kind === kind ? 1 : 0;
          return total + one + ((properties[kind] as number | undefined) ?? 0);
        }, 0);
        const value = schema.facets[0]!.values.indexOf(kind);
        expect(sum).toBe(kept.filter((row) => row.facets.kind?.includes(value)).length);
      }
    }),
    { numRuns },
  );
});

function startOf({ sessions }: RowInput, { slots, notEndedOn = -Infinity }: Filter): number {
  const isOn = (start: number): boolean => !slots || slots.some(([a, b]) => slotOf(start) >= a && slotOf(start) < b);
  return [...(sessions ?? [])].find((start) => start >= notEndedOn * 1440 && isOn(start)) ?? NO_START;
}

test('clusters bound their members, and points are the rows themselves', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, zooms, (rows, filter, z) => {
      const kept = rows.filter((row) => row.lng !== null && model.keeps(row, filter));
      for (const { layer, id, x, y, properties } of featuresOf(indexOf(rows), filter, rows, z)) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x, y)).toBeLessThan(4096);
        if (layer === 'clusters') {
          const { west, south, east, north } = properties as Record<string, number>;
          const inside = kept.filter((row) => model.inView(row, [west!, south!, east!, north!]));
          expect(inside.length).toBeGreaterThanOrEqual(properties.point_count as number);
        } else {
          expect(id).toBe(properties.id);
          const row = kept.find((one) => one.id === id && one.place === properties.place)!;
          const spot = kept.filter(
            (one) => worldX(one.lng!) === worldX(row.lng!) && worldY(one.lat!) === worldY(row.lat!),
          );
          if (z < 14) continue;
          expect(spot.length).toBe(properties.point_count ?? 1);
          expect(row.pinned).toBe(spot.some(({ pinned }) => pinned));
          const best = spot
            .filter(({ pinned }) => pinned === row.pinned)
            .sort((a, b) => startOf(a, filter) - startOf(b, filter) || a.id - b.id || a.place - b.place);
          expect(row).toBe(best[0]);
        }
      }
    }),
    { numRuns },
  );
});

test('totals equal a look at every row', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, bboxArbitrary, (rows, filter, bbox) => {
      expect(indexOf(rows).totals(filter, bbox)).toEqual(model.totals(rows, filter, bbox));
    }),
    { numRuns },
  );
});

test('facet counts equal a look at every row', { timeout }, () => {
  fc.assert(
    fc.property(
      rowsArbitrary,
      filterArbitrary,
      bboxArbitrary,
      fc.constantFrom(...scopes),
      (rows, filter, bbox, scope) => {
        const counts = indexOf(rows).facetCounts(filter, scope, bbox);
        const plain = Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, [...values]]));
        expect(plain).toEqual(model.facetCounts(schema, rows, filter, scope, bbox));
      },
    ),
    { numRuns },
  );
});

const request = fc.record({
  sort: fc.constantFrom<Sort>('relevance', 'distance', 'soonest'),
  limit: fc.integer({ min: 1, max: 7 }),
  scope: fc.constantFrom(...scopes),
  bbox: bboxArbitrary,
  from: fc.record({ lng: fc.constantFrom(120, 121.5, -180), lat: fc.constantFrom(30, -45, 90) }),
  asOf: fc.integer({ min: -4000, max: 9000 }),
});

test('walking pages gives every hit once and in order', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, request, (rows, filter, first) => {
      const index = indexOf(rows);
      const walked = [];
      for (let next: PageRequest = first; ;) {
        const page = index.page(filter, next);
        walked.push(...page);
        if (page.length < first.limit) break;
        const { key, id, place } = page.at(-1)!;
        next = { ...first, after: { key, id, place } };
      }
      expect(walked).toEqual(model.sorted(rows, filter, first));
    }),
    { numRuns },
  );
});

test('after edits, and after compaction, the index answers like a new one', { timeout }, () => {
  fc.assert(
    fc.property(
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      zooms,
      request,
      fc.nat(4),
      (rows, edits, filter, z, page, compactAt) => {
        const edited = indexOf(rows);
        edits.forEach((edit, at) => {
          if (at === compactAt) edited.compact();
          edited.totals(filter);
          edited.apply(edit);
        });
        const left = applyEdits(rows, edits);
        const fresh = indexOf(left);
        const compare = (): void => {
          expect(edited.count).toBe(left.length);
          expect(edited.totals(filter, page.bbox)).toEqual(fresh.totals(filter, page.bbox));
          const counts = fresh.facetCounts(filter, page.scope, page.bbox);
          expect(edited.facetCounts(filter, page.scope, page.bbox)).toEqual(counts);
          expect(edited.page(filter, page)).toEqual(fresh.page(filter, page));
          expect(edited.bbox()).toEqual(fresh.bbox());
          for (const [x, y] of tilesAround(left, z)) {
            expect(edited.tile(filter, z, x, y)).toEqual(fresh.tile(filter, z, x, y));
          }
        };
        compare();
        edited.compact();
        expect(edited.deltaCount).toBe(0);
        compare();
      },
    ),
    { numRuns },
  );
});

test('the bytes of a tile do not tell which segment a row is in', () => {
  const spots = [0, 1, 2, 3].map((at) => ({ ...plain, id: at + 1, lng: 120 + at * 1e-5 }));
  const fresh = indexOf(spots);
  const edited = indexOf([spots[3]!, spots[1]!]);
  edited.apply({ upsert: [spots[2]!, spots[0]!], remove: [] });
  expect(edited.deltaCount).toBe(2);
  for (const [x, y] of tilesAround(spots, 16)) expect(edited.tile(all, 16, x, y)).toEqual(fresh.tile(all, 16, x, y));
});

test('edits during a compaction survive it', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, editsArbitrary, filterArbitrary, (rows, edits, filter) => {
      const index = indexOf(rows);
      const [first, ...rest] = edits;
      index.apply(first!);
      const compacted = compactRows(structuredClone(runSteps(index.compactionSteps())!));
      for (const edit of rest) index.apply(edit);
      index.finishCompaction(compacted);
      const fresh = indexOf(applyEdits(rows, edits));
      expect(index.count).toBe(fresh.count);
      expect(index.totals(filter)).toEqual(fresh.totals(filter));
      expect(index.facetCounts(filter, 'all')).toEqual(fresh.facetCounts(filter, 'all'));
    }),
    { numRuns },
  );
});

const soonest: PageRequest = { sort: 'soonest', limit: 5, scope: 'all', asOf: 0 };

test('an index without rows, loaded or not, answers with nothing', () => {
  for (const index of [new FeatureIndex(schema), indexOf([])]) {
    expect(index.tile(all, 5, 26, 13)).toBeNull();
    expect(index.totals(all)).toEqual({ total: 0, inView: 0, elsewhere: 0, unplaced: 0 });
    expect(index.page(all, soonest)).toEqual([]);
    expect([...index.facetCounts(all, 'all').kind!]).toEqual([0, 0, 0]);
    expect(index.bbox()).toBeNull();
    index.apply({ upsert: [plain], remove: [7] });
    expect(index.totals(all).total).toBe(1);
  }
});

test('unplaced rows are counted and listed but on no tile', () => {
  const index = indexOf([{ ...plain, lng: null, lat: null }]);
  expect(index.tile(all, 0, 0, 0)).toBeNull();
  expect(index.totals(all)).toEqual({ total: 1, inView: 0, elsewhere: 0, unplaced: 1 });
  const [hit] = index.page(all, { ...soonest, sort: 'distance', from: { lng: 120, lat: 30 } });
  expect(hit).toEqual({ id: 1, place: 1, key: 1e9, metres: null, nextStart: null });
});

test('100,000 rows on one spot are one stack on every zoom', () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ ...plain, id: i + 1, pinned: i === 77_000 }));
  const index = indexOf(rows);
  for (const z of [5, 13, 14, 16]) {
    const features = featuresOf(index, all, [plain], z);
    expect(features).toHaveLength(1);
    expect(features[0]!.properties).toMatchObject({ point_count: 100_000, activity: 100_000 });
    if (z >= 14) expect(features[0]!.id).toBe(77_001);
  }
});

test('the spot a tile names leads back to its rows', () => {
  const index = indexOf([plain, { ...plain, id: 2 }, { ...plain, id: 3, lng: 120.00001 }]);
  const stack = featuresOf(index, all, [plain], 16).find(({ properties }) => properties.point_count === 2)!;
  const { lng, lat } = stack.properties as { lng: number; lat: number };
  expect(index.page({ facets: {}, at: { lng, lat } }, soonest).map(({ id }) => id)).toEqual([1, 2]);
  const { west, south } = featuresOf(index, { facets: {}, at: { lng, lat } }, [plain], 10)[0]!.properties;
  expect([west, south]).toEqual([lngOf(worldX(120)), latOf(worldY(30))]);
});

test('bad rows are named and change nothing', () => {
  const index = indexOf([plain]);
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
    expect(() => index.apply({ upsert: [{ ...plain, id: 9, ...change }], remove: [1] })).toThrow(message);
    expect(index.totals(all).total).toBe(1);
  }
  expect(() => index.apply({ upsert: [plain, plain], remove: [] })).toThrow(/row 1 comes twice at one place/);
  expect(index.version).toBe(1);
});

test('bad questions are named', () => {
  const index = indexOf([plain]);
  expect(() => index.totals({ facets: { colour: [[0, 1]] } })).toThrow(/unknown facet: colour/);
  expect(() => index.totals({ facets: { kind: [[0, 4]] } })).toThrow(/kind has the range 0 to 4/);
  expect(() => index.totals({ facets: {}, near: { lng: 0, lat: 0, metres: NaN } })).toThrow(/NaN metres/);
  expect(() => index.totals({ facets: {}, at: { lng: Infinity, lat: 0 } })).toThrow(/at is Infinity,0/);
  expect(() => index.totals(all, [2, 0, 1, 1])).toThrow(/bbox/);
  expect(() => index.tile(all, 3, 8, 0)).toThrow(/no tile 3\/8\/0/);
  expect(() => index.page(all, { ...soonest, sort: 'distance' })).toThrow(/needs a from/);
  expect(() => index.page(all, { ...soonest, limit: 0 })).toThrow(/limit is 0/);
  expect(() => index.facetCounts(all, 'view')).toThrow(/needs a bbox/);
});

test('a facet or a time without any range matches nothing', () => {
  const index = indexOf([plain]);
  expect(index.totals({ facets: { kind: [] } }).total).toBe(0);
  expect(index.totals({ facets: {}, slots: [] }).total).toBe(0);
});
