import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  distance,
  findPositionFlaw,
  fromWgs84,
  parseCrs,
  polygonToWgs84,
  toPositions,
  toPrecision,
  toWgs84,
} from './crs.ts';
import type { Crs, LngLat } from './crs.ts';

const inZhejiang = fc.tuple(
  fc.double({ min: 118, max: 123.2, noNaN: true }),
  fc.double({ min: 27, max: 31.3, noNaN: true }),
);

// West Lake, Ningbo and Qingtian in WGS 84, and where AMap and Baidu draw them (gcoord 1.0.7).
const vectors: { wgs84: LngLat; gcj02: LngLat; bd09: LngLat }[] = [
  { wgs84: [120.141, 30.246], gcj02: [120.1457309, 30.2436921], bd09: [120.1522145, 30.249773] },
  { wgs84: [121.55, 29.87], gcj02: [121.554158, 29.867417], bd09: [121.5605607, 29.8737618] },
  { wgs84: [120.29, 28.14], gcj02: [120.2943118, 28.1367691], bd09: [120.3008958, 28.1424249] },
];

test.each(vectors)('$wgs84 converts both ways', ({ wgs84, gcj02, bd09 }) => {
  expect(distance(toWgs84(gcj02, 'GCJ02'), wgs84)).toBeLessThan(0.2);
  expect(distance(toWgs84(bd09, 'BD09'), wgs84)).toBeLessThan(0.2);
  expect(distance(fromWgs84(wgs84, 'GCJ02'), gcj02)).toBeLessThan(0.2);
  expect(distance(fromWgs84(wgs84, 'BD09'), bd09)).toBeLessThan(0.2);
  expect(toWgs84(wgs84, 'CGCS2000')).toEqual(wgs84);
  const positions = toPositions(wgs84);
  expect(positions.wgs84).toEqual(wgs84);
  expect(distance(positions.gcj02, gcj02)).toBeLessThan(0.2);
  expect(distance(positions.bd09, bd09)).toBeLessThan(0.2);
});

test('what is not converted is 300 m to 1.5 km off, what is converted twice over comes back', () => {
  fc.assert(
    fc.property(inZhejiang, fc.constantFrom<Crs>('GCJ02', 'BD09'), (wgs84, crs) => {
      const drawn = fromWgs84(wgs84, crs);
      const offset = distance(wgs84, drawn);
      expect(offset).toBeGreaterThan(300);
      expect(offset).toBeLessThan(1500);
      expect(distance(toWgs84(drawn, crs), wgs84)).toBeLessThanOrEqual(0.01);
    }),
  );
});

test('polygons convert into a copy', () => {
  const ring: LngLat[] = [
    [120, 30],
    [120.1, 30],
    [120.1, 30.1],
    [120, 30],
  ];
  const before = structuredClone(ring);
  const converted = polygonToWgs84({ type: 'MultiPolygon', coordinates: [[ring]] }, 'GCJ02');
  expect(ring).toEqual(before);
  expect(converted.coordinates[0]![0]).toEqual(ring.map((point) => toWgs84(point, 'GCJ02')));
});

test.each([
  ['gcj02', 'GCJ02'],
  ['GCJ-02', 'GCJ02'],
  ['WGS 84', 'WGS84'],
  ['bd09ll', 'BD09'],
  ['cgcs2000', 'CGCS2000'],
  ['epsg:3857', null],
  ['toString', null],
])('%s names %s', (name, crs) => expect(parseCrs(name)).toBe(crs));

test.each([
  [Number.NaN, 30, 'not-a-number'],
  [120, Number.POSITIVE_INFINITY, 'not-a-number'],
  [0, 0, 'null-island'],
  [30.25, 120.15, 'swapped'],
  [30, 100, 'swapped'],
  [120, 100, 'out-of-range'],
  [181, 30, 'out-of-range'],
  [116.4, 39.9, 'outside'],
  [117.4, 30, 'outside'],
  [117.6, 30, null],
  [120.15, 30.25, null],
  [122.8, 30.9, null],
])('%d, %d is %s', (lng, lat, flaw) => expect(findPositionFlaw(lng, lat)).toBe(flaw));

test('precision is the last decimal written', () => {
  expect(toPrecision('120.12', '30.3')).toBe(1_100);
  expect(toPrecision('120.120147', '30.26493')).toBe(0.11);
  expect(toPrecision('120', '30')).toBe(110_000);
});

test('a coordinate written with n decimals, rounded or cut, lies no farther away than its precision for n', () => {
  const METRES = [110_000, 11_000, 1_100, 110, 11, 1.1, 0.11];
  const cut = (degrees: number, n: number) => (Math.trunc(degrees * 10 ** n) / 10 ** n).toFixed(n);
  const rounded = (degrees: number, n: number) => degrees.toFixed(n);
  fc.assert(
    fc.property(inZhejiang, fc.nat(6), fc.constantFrom(cut, rounded), ([lng, lat], n, write) => {
      const [x, y] = [write(lng, n), write(lat, n)];
      expect(toPrecision(x, y)).toBe(METRES[n]);
      // Across a degree of longitude is shorter, so each axis alone is within it, but for what is rounded to 110 from 111.
      const within = METRES[n]! * 1.02;
      expect(distance([lng, lat], [Number(x), lat])).toBeLessThan(within);
      expect(distance([lng, lat], [lng, Number(y)])).toBeLessThan(within);
    }),
  );
});
