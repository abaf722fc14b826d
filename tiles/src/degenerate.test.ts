import { describe, expect, test } from 'vitest';
import { FeatureIndex } from './feature-index.ts';
import { latOf, lngOf, worldX, worldY } from './grid/projection.ts';
import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from './grid/zooms.ts';
import { schema } from './testing/arbitraries.ts';
import { decodeTile, featuresOf, tilesAround, type DecodedFeature } from './testing/decode.ts';
import { everything, indexOf, plainRow, soonest } from './testing/rows.ts';

const zooms = Array.from({ length: MAX_ZOOM - MIN_ZOOM + 1 }, (_, at) => MIN_ZOOM + at);

test('an index without rows, loaded or not, answers with nothing', () => {
  for (const index of [new FeatureIndex(schema), indexOf([])]) {
    expect(zooms.map((z) => index.tile(everything, z, 0, 0))).toEqual(zooms.map(() => null));
    expect(index.tile(everything, 0, 0, 0)).toBeNull();
    expect(index.totals(everything)).toEqual({ total: 0, inView: 0, elsewhere: 0, unplaced: 0 });
    expect(index.page(everything, soonest)).toEqual([]);
    expect(index.nearest(everything, { lng: 120, lat: 30 }, 5)).toEqual([]);
    expect(index.leaves(everything, { z: 9, id: 0 }, soonest)).toEqual([]);
    expect([...index.facetCounts(everything, 'all').kind!]).toEqual([0, 0, 0]);
    expect(index.bbox()).toBeNull();
    index.compact();
    index.apply({ upsert: [plainRow], remove: [7] });
    expect(index.totals(everything).total).toBe(1);
    index.apply({ upsert: [], remove: [1] });
    index.compact();
    expect(index.tile(everything, 0, 0, 0)).toBeNull();
  }
});

test.each(zooms)('one row alone is one point on zoom %i, and its tile the only one', (z) => {
  const index = indexOf([plainRow]);
  const [x, y] = [Math.floor(worldX(120) / 2 ** (32 - z)), Math.floor(worldY(30) / 2 ** (32 - z))];
  const full = tilesAround([plainRow], z).filter(([left, upper]) => index.tile(everything, z, left, upper));
  expect(full).toEqual([[x, y]]);
  const [feature, ...others] = decodeTile(index.tile(everything, z, x, y));
  expect(others).toEqual([]);
  expect(feature).toMatchObject({ layer: 'points', id: 1, properties: { id: 1, place: 1, kind: 'activity' } });
  const [lng, lat] = [lngOf(worldX(120)), latOf(worldY(30))];
  expect(index.bbox()).toEqual([lng, lat, lng, lat]);
});

const MILLION = 1_000_000;

describe('a million rows in one stack', () => {
  const pinned = 770_000;
  const starts = Uint32Array.from({ length: MILLION + 1 }, (_, at) => at);
  const begun = performance.now();
  const index = new FeatureIndex(schema);
  index.loadColumns({
    count: MILLION,
    // The ids descend, so that their order is not that of the rows.
    id: Float64Array.from({ length: MILLION }, (_, at) => MILLION - at),
    place: new Float64Array(MILLION),
    lng: new Float64Array(MILLION).fill(120),
    lat: new Float64Array(MILLION).fill(30),
    lastDay: new Int32Array(MILLION).fill(9),
    pinned: new Uint8Array(MILLION).fill(1, pinned, pinned + 2),
    facets: { kind: { starts, values: Uint8Array.from({ length: MILLION }, (_, at) => at % 3) } },
  });
  const loadMs = performance.now() - begun;
  const onePlace = [plainRow];
  // The lowest id of the two that are pinned.
  const top = MILLION - pinned - 1;

  test('are loaded in seconds', () => {
    expect(loadMs).toBeLessThan(20_000);
    expect(index.count).toBe(MILLION);
  });

  test.each([0, ...zooms])('are one stack on zoom %i, counted exactly', (z) => {
    const features = featuresOf(index, everything, onePlace, z);
    expect(features).toHaveLength(1);
    const [{ id, layer, properties }] = features as [DecodedFeature];
    const thirds = { course: 333_334, activity: 333_333, club: 333_333 };
    expect(properties).toMatchObject({ point_count: MILLION, ...thirds });
    expect(layer).toBe(z > LAST_CLUSTER_ZOOM ? 'points' : 'clusters');
    if (layer === 'points') expect([id, properties.id]).toEqual([top, top]);
  });

  test('a filter counts its own of them and puts its own on top', () => {
    // A pinned club, a pinned course, and of the activities, none of them pinned, the lowest id.
    const tops = { club: MILLION - pinned, course: MILLION - pinned - 1, activity: 3 };
    for (const [kind, id] of Object.entries(tops)) {
      const at = schema.facets[0]!.values.indexOf(kind);
      const filter = { facets: { kind: [[at, at + 1]] as const } };
      const [cluster, stack] = [9, 16].map((z) => featuresOf(index, filter, onePlace, z)[0]!);
      const count = at === 0 ? 333_334 : 333_333;
      expect(cluster!.properties).toMatchObject({ point_count: count, [kind]: count });
      expect(stack).toMatchObject({ id, properties: { id, kind, point_count: count, [kind]: count } });
    }
  });

  test('are paged through in order, from anywhere', () => {
    const [cluster] = featuresOf(index, everything, onePlace, 10);
    const page = { ...soonest, after: { key: 2 ** 31, id: 500_000, place: 0 } };
    const hits = [
      index.page(everything, page),
      index.leaves(everything, { z: 10, id: cluster!.id! }, page),
      index.page({ ...everything, at: { lng: 120, lat: 30 } }, page),
    ];
    const ids = [500_001, 500_002, 500_003, 500_004, 500_005];
    expect(hits.map((found) => found.map(({ id }) => id))).toEqual([ids, ids, ids]);
    expect(index.nearest(everything, { lng: 121, lat: 31 }, 3).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});
