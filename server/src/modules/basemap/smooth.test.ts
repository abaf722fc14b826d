import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { smoothLine, smoothRing } from './smooth.ts';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);
const position = fc.tuple(fc.double({ min: 118, max: 123, noNaN: true }), fc.double({ min: 27, max: 31, noNaN: true }));
const line = fc.array(position, { minLength: 3, maxLength: 20 });

function turn([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  const angle = Math.atan2(cy! - by!, cx! - bx!) - Math.atan2(by! - ay!, bx! - ax!);
  return Math.abs(((angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
}

test('a staircase has no sharp corner left', () => {
  const stairs = Array.from({ length: 20 }, (_, i) => [120 + Math.floor(i / 2) / 1_000, 30 + Math.ceil(i / 2) / 1_000]);
  const points = smoothLine(stairs);
  const turns = points.slice(2).map((point, i) => turn(points[i]!, points[i + 1]!, point));
  expect(Math.max(...turns)).toBeLessThan(Math.PI / 5);
});

test('a ring stays closed and a line keeps its ends', () => {
  fc.assert(
    fc.property(line, (points) => {
      const ring = smoothRing([...points, points[0]!]);
      const smoothed = smoothLine(points);
      expect(ring[0]).toEqual(ring.at(-1));
      expect([smoothed[0], smoothed.at(-1)]).toEqual([points[0], points.at(-1)]);
    }),
    { numRuns },
  );
});

test('no point wanders from the line it came from', () => {
  fc.assert(
    fc.property(line, (points) => {
      for (const [x, y] of smoothLine(points)) {
        const away = Math.min(...points.slice(1).map((end, i) => distance([x!, y!], points[i]!, end)));
        expect(away).toBeLessThanOrEqual(0.002);
      }
    }),
    { numRuns },
  );
});

function distance([x, y]: [number, number], [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx! - ax!, by! - ay!];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax!) * dx + (y - ay!) * dy) / length2));
  return Math.hypot(x - ax! - t * dx, y - ay! - t * dy);
}
