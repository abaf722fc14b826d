import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latOf, lngOf, WORLD, worldX, worldY } from '../grid/projection.ts';
import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from '../grid/zooms.ts';
import type { Bbox, RowInput } from '../input/types.ts';
import { clusterZoomArbitrary, zoomArbitrary } from '../testing/arbitraries.ts';
import { decodeTile, featuresOf, tilesAround } from '../testing/decode.ts';
import { membersOf, nameOf } from '../testing/membership.ts';
import { everything, indexOf, plainRow, soonest } from '../testing/rows.ts';

const zooms = Array.from({ length: MAX_ZOOM - MIN_ZOOM + 1 }, (_, at) => MIN_ZOOM + at);
const allAtOnce = { ...soonest, limit: 1000 };

const rowAt = (id: number, lng: number, lat: number): RowInput => ({ ...plainRow, id, lng, lat });
/** Degrees of a grid line, exactly on it. */
const lngOfLine = (x: number): number => (x / WORLD - 0.5) * 360;
const latOfLine = (y: number): number => latOf(y - 0.5);

/** Rows on a corner of four tiles, on its two edges, and one grid cell to every side. */
function rowsOnCorner(x: number, y: number): RowInput[] {
  const lngs = [lngOf(x - 1), lngOfLine(x), lngOf(x)];
  const lats = [latOf(y - 1), latOfLine(y), latOf(y)];
  return lngs.flatMap((lng, column) => lats.map((lat, line) => rowAt(1 + 3 * column + line, lng, lat)));
}

const bboxOfTile = (z: number, x: number, y: number): Bbox => {
  const side = 2 ** (32 - z);
  return [lngOfLine(x * side), latOfLine((y + 1) * side), lngOfLine((x + 1) * side), latOfLine(y * side)];
};

/** Rows in the bbox of each tile around, and as many as its features have. */
function countsByTile(rows: readonly RowInput[], z: number): { inView: number[]; inTile: number[] } {
  const index = indexOf(rows);
  const tiles = tilesAround(rows, z);
  return {
    inView: tiles.map(([x, y]) => index.totals(everything, bboxOfTile(z, x, y)).inView),
    inTile: tiles.map(([x, y]) =>
      decodeTile(index.tile(everything, z, x, y)).reduce((sum, { properties }) => {
        return sum + Number(properties.point_count ?? 1);
      }, 0),
    ),
  };
}

// A corner of zoom 5 is one of every deeper zoom.
test.each(zooms)('rows on the corner of four tiles are each in one tile of zoom %i', (z) => {
  const rows = rowsOnCorner(27 * 2 ** 27, 13 * 2 ** 27);
  const found = membersOf(indexOf(rows), everything, rows, z, allAtOnce);
  expect(found.sort()).toEqual(rows.map(nameOf).sort());
  const { inView, inTile } = countsByTile(rows, z);
  expect(inView.reduce((sum, count) => sum + count)).toBe(rows.length);
  if (z > LAST_CLUSTER_ZOOM) expect(inTile).toEqual(inView);
});

test('a longitude on the edge belongs to the eastern tile', () => {
  for (const z of zooms) {
    const line = Math.floor(0.83 * 2 ** z) * 2 ** (32 - z);
    expect([worldX(lngOfLine(line)), worldX(lngOf(line - 1))]).toEqual([line, line - 1]);
  }
});

const corner = fc.tuple(zoomArbitrary, fc.nat(2 ** 16), fc.nat(2 ** 16)).map(([z, u, v]) => {
  const at = (part: number): number => 1 + (part % (2 ** z - 1));
  return { side: 2 ** (32 - z), column: at(u), line: at(v) };
});
const corners = fc.array(corner, { minLength: 1, maxLength: 6 });

test('rows on edges of any zoom are each in one tile of every other', () => {
  fc.assert(
    fc.property(corners, zoomArbitrary, (places, z) => {
      const rows = places
        .flatMap(({ side, column, line }) => rowsOnCorner(column * side, line * side))
        .map((row, at) => ({ ...row, id: at + 1 }));
      const found = membersOf(indexOf(rows), everything, rows, z, allAtOnce);
      expect(found.sort()).toEqual(rows.map(nameOf).sort());
    }),
  );
});

test('rows on edges are in the tile whose bbox has them', () => {
  const deep = fc.integer({ min: LAST_CLUSTER_ZOOM + 1, max: MAX_ZOOM });
  fc.assert(
    fc.property(corners, deep, (places, z) => {
      const rows = places.flatMap(({ side, column, line }) => rowsOnCorner(column * side, line * side));
      const { inView, inTile } = countsByTile(
        rows.map((row, at) => ({ ...row, id: at + 1 })),
        z,
      );
      expect(inTile).toEqual(inView);
    }),
  );
});

const rim = fc.array(
  fc.tuple(
    fc.constantFrom(-180, 180, -179.9999999, 179.9999999, 0, 120),
    fc.constantFrom(-90, 90, -85.0511288, 85.0511288, -85.05, 85.05, 0),
  ),
  { minLength: 1, maxLength: 40 },
);

test('rows at the poles and on both sides of the date line are each in one tile', () => {
  fc.assert(
    fc.property(rim, fc.oneof(zoomArbitrary, clusterZoomArbitrary, fc.nat(4)), (points, z) => {
      const rows = points.map(([lng, lat], at) => rowAt(at + 1, lng, lat));
      const found = membersOf(indexOf(rows), everything, rows, z, allAtOnce);
      expect(found.sort()).toEqual(rows.map(nameOf).sort());
    }),
  );
});

test('the date line and the poles are on the outermost tiles, and near one another', () => {
  const rows = [rowAt(1, -180, 0), rowAt(2, 180, 0), rowAt(3, 120, 90), rowAt(4, -60, -90), rowAt(5, 0, 90)];
  const index = indexOf(rows);
  for (const z of zooms) {
    const last = 2 ** z - 1;
    const idsOf = (x: number, y: number) => decodeTile(index.tile(everything, z, x, y)).map(({ id }) => id);
    expect([idsOf(0, 2 ** (z - 1)), idsOf(last, 2 ** (z - 1))]).toEqual([[1], [2]]);
    const columnOf = (lng: number) => Math.floor(worldX(lng) / 2 ** (32 - z));
    expect([idsOf(columnOf(120), 0), idsOf(columnOf(-60), last)]).toEqual([[3], [4]]);
    expect(featuresOf(index, everything, rows, z)).toHaveLength(rows.length);
  }
  const idsNear = (lng: number, lat: number, metres: number) =>
    index.page({ facets: {}, near: { lng, lat, metres } }, allAtOnce).map(({ id }) => id);
  expect([idsNear(180, 0, 1), idsNear(-180, 0, 1), idsNear(7, 90, 1), idsNear(7, -90, 1)]).toEqual([
    [1, 2],
    [1, 2],
    [3, 5],
    [4],
  ]);
  const nearestTo = (lng: number) => index.nearest(everything, { lng, lat: 0 }, 2).map(({ id }) => id);
  expect([nearestTo(179.999), nearestTo(-179.999)]).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expect([worldY(90), worldY(-90), worldX(180)]).toEqual([0, WORLD - 1, WORLD - 1]);
  expect(index.totals(everything, [-180, -90, 180, 90]).inView).toBe(rows.length);
});
