import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EARTH_RADIUS, latOf, lngOf, metresBetween, rectAround, rectOf, worldX, worldY } from './projection.ts';

const cell = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const lng = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });

test('the middle of a grid cell lies in that cell', () => {
  fc.assert(
    fc.property(cell, cell, (x, y) => {
      expect([worldX(lngOf(x)), worldY(latOf(y))]).toEqual([x, y]);
    }),
  );
});

test('the bbox of a tile is that tile', () => {
  const edgeLng = (x: number): number => lngOf(x - 0.5);
  const edgeLat = (y: number): number => latOf(y - 0.5);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 16 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (z, u, v) => {
        const side = 2 ** (32 - z);
        const [x0, y0] = [Math.floor(u * 2 ** z) * side, Math.floor(v * 2 ** z) * side];
        const bbox = [edgeLng(x0), edgeLat(y0 + side), edgeLng(x0 + side), edgeLat(y0)] as const;
        expect(rectOf(bbox)).toEqual({ x0, y0, x1: x0 + side, y1: y0 + side });
      },
    ),
  );
});

test('the edges of the world are inside it', () => {
  expect([worldX(-180), worldX(180), worldY(90), worldY(-90)]).toEqual([0, 2 ** 32 - 1, 0, 2 ** 32 - 1]);
});

// The angle between two unit vectors: another way to the same distance.
function angle(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const [a, b] = [[lng1, lat1] as const, [lng2, lat2] as const].map(([east, north]) => {
    const [l, p] = [(east * Math.PI) / 180, (north * Math.PI) / 180];
    return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)] as const;
  });
  const [ax, ay, az] = a!;
  const [bx, by, bz] = b!;
  const cross = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  return Math.atan2(cross, ax * bx + ay * by + az * bz);
}

test('distance is that on the sphere', () => {
  fc.assert(
    fc.property(lng, lat, lng, lat, (lng1, lat1, lng2, lat2) => {
      const expected = angle(lng1, lat1, lng2, lat2) * EARTH_RADIUS;
      expect(Math.abs(metresBetween(lng1, lat1, lng2, lat2) - expected)).toBeLessThan(0.5);
    }),
  );
  // Hangzhou to Ningbo by the formula on a calculator.
  expect(metresBetween(120.1551, 30.2741, 121.5503, 29.8746)).toBeCloseTo(141_413, -2);
});

test('nothing within a distance lies outside the rectangle around', () => {
  fc.assert(
    fc.property(lng, lat, lng, lat, fc.double({ min: 0, max: 1, noNaN: true }), (lng1, lat1, lng2, lat2, share) => {
      const [east, north] = [lng1 + (lng2 - lng1) * share, lat1 + (lat2 - lat1) * share];
      const { x0, y0, x1, y1 } = rectAround(lng1, lat1, metresBetween(lng1, lat1, east, north));
      const [x, y] = [worldX(east), worldY(north)];
      expect(x >= x0 && x < x1 && y >= y0 && y < y1).toBe(true);
    }),
    { examples: [[-179.99999999148127, 0, 180, 0, 1]] },
  );
});
