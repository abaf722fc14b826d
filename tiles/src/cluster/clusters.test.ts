import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latOf, lngOf } from '../grid/projection.ts';
import type { RowInput } from '../input/types.ts';
import { CELLS } from '../kernels/cell-layout.ts';
import { decodeTile, featuresOf, tilesAround } from '../testing/decode.ts';
import { membersOfFeature, nameOf } from '../testing/membership.ts';
import { everything, indexOf, soonest } from '../testing/rows.ts';

const allAtOnce = { ...soonest, limit: 2000 };

function rowAt(id: number, x: number, y: number): RowInput {
  const facets = { kind: [id % 3] };
  return { id, place: 0, lng: lngOf(x), lat: latOf(y), facets, sessions: null, lastDay: null, pinned: false };
}

// Pixels near the borders and middles of cells, where chains of three near centres are common.
const offset = fc
  .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -9, max: 9 }))
  .map(([at, off]) => at * 32 + off);

// Rows up to 10 cells around a corner of four tiles, some cells crowded, so that joining crosses the seams.
const crowdArbitrary = fc
  .record({
    z: fc.integer({ min: 5, max: 13 }),
    corner: fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 })),
    offsets: fc.array(fc.tuple(offset, offset, fc.integer({ min: 1, max: 4 })), {
      minLength: 50,
      maxLength: 250,
      size: 'max',
    }),
  })
  .map(({ z, corner, offsets }) => {
    const pixel = 2 ** (32 - z) / (CELLS * 64);
    const [left, upper] = corner.map((at) => (at % 2 ** z) * 2 ** (32 - z)) as [number, number];
    const points = offsets.flatMap(([dx, dy, copies]): [number, number][] => {
      const [x, y] = [left + dx * pixel, upper + dy * pixel];
      const onMap = x >= 0 && y >= 0 && x < 2 ** 32 && y < 2 ** 32;
      return onMap ? Array.from({ length: copies }, () => [x, y]) : [];
    });
    return { z, rows: points.map(([x, y], at) => rowAt(at + 1, x, y)) };
  });

test('neighbouring tiles agree on which cells join: across seams no row is lost or told twice', () => {
  fc.assert(
    fc.property(crowdArbitrary, ({ z, rows }) => {
      const index = indexOf(rows);
      const features = featuresOf(index, everything, rows, z);
      const found = features.flatMap((feature) => membersOfFeature(index, everything, z, feature, allAtOnce));
      const keys = new Set(features.map(({ layer, id }) => `${layer}/${id}`));
      expect([keys.size, ...found.sort()]).toEqual([features.length, ...rows.map(nameOf).sort()]);
    }),
  );
});

// Rows at pixel positions of zoom 10, counted from the corner of four tiles.
function featuresAt(...pixels: [x: number, y: number][]): { x: number; y: number; count: number }[] {
  const [z, corner, pixel] = [10, 2 ** 31, 2 ** 22 / 512];
  const rows = pixels.map(([x, y], at) => rowAt(at + 1, corner + x * pixel, corner + y * pixel));
  const index = indexOf(rows);
  return tilesAround(rows, z).flatMap(([tileX, tileY]) =>
    decodeTile(index.tile(everything, z, tileX, tileY)).map(({ x, y, properties }) => ({
      x: Math.floor((tileX - 512) * 512 + x / 8),
      y: Math.floor((tileY - 512) * 512 + y / 8),
      count: Number(properties.point_count ?? 1),
    })),
  );
}

test('centres nearer than 42 px join across cells and tiles, further ones do not', () => {
  expect(featuresAt([54, 10], [74, 10])).toEqual([{ x: 57, y: 10, count: 2 }]);
  expect(featuresAt([44, 10], [85, 10])).toEqual([{ x: 47, y: 10, count: 2 }]);
  expect(featuresAt([44, 10], [87, 10])).toHaveLength(2);
  // The fuller cell leads, so the feature belongs to the tile on the right; its centre stays there.
  expect(featuresAt([-10, 10], [10, 10], [10, 11])).toEqual([{ x: 7, y: 10, count: 3 }]);
  expect(featuresAt([-20, 10], [1, 10], [1, 10])).toEqual([{ x: 0, y: 10, count: 3 }]);
});

test('a row between two centres joins the fuller one', () => {
  const features = featuresAt([60, 10], [60, 10], [60, 10], [90, 10], [130, 10], [130, 10]);
  expect(features).toEqual([
    { x: 63, y: 10, count: 4 },
    { x: 130, y: 10, count: 2 },
  ]);
});

test('cells that no leader is near to join each other in a second round', () => {
  const chain: [number, number][] = [
    [62, 10],
    [62, 10],
    [62, 10],
    [100, 20],
    [100, 20],
    [135, 40],
    [135, 75],
  ];
  const corners = [0, 512 - 128].flatMap((right) => [0, 512 - 64].map((down) => [right, down] as const));
  for (const [right, down] of corners) {
    const features = featuresAt(...chain.map(([x, y]): [number, number] => [x + right, y + down]));
    expect(features.map(({ count }) => count).sort()).toEqual([2, 5]);
  }
});
