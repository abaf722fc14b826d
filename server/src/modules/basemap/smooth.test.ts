import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smoothLine, smoothRing, type Point } from './smooth.ts';

const unit = fc.integer({ min: -128, max: 4224 });
const line = fc.array(fc.tuple(unit, unit), { minLength: 3, maxLength: 20 });
const MOST = 40;
const ROUNDS = 2;

function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  const angle = Math.atan2(cy - by, cx - bx) - Math.atan2(by - ay, bx - ax);
  return Math.abs(((angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

test('a staircase has no sharp corner left', () => {
  const stairs = Array.from({ length: 20 }, (_, i): Point => [Math.floor(i / 2) * 40, Math.ceil(i / 2) * 40]);
  const points = smoothLine(stairs, MOST, ROUNDS);
  const turns = points.slice(2).map((point, i) => turn(points[i]!, points[i + 1]!, point));
  expect(Math.max(...turns)).toBeLessThan(Math.PI / 5);
});

test('a ring stays closed and a line keeps its ends', () => {
  fc.assert(
    fc.property(line, (points) => {
      const ring = smoothRing([...points, points[0]!], MOST, ROUNDS);
      const smoothed = smoothLine(points, MOST, ROUNDS);
      expect(ring[0]).toEqual(ring.at(-1));
      expect([smoothed[0], smoothed.at(-1)]).toEqual([points[0], points.at(-1)]);
    }),
  );
});

test('no point wanders from the line it came from', () => {
  fc.assert(
    fc.property(line, (points) => {
      for (const point of smoothLine(points, MOST, ROUNDS)) {
        const away = Math.min(...points.slice(1).map((end, i) => distance(point, points[i]!, end)));
        expect(away).toBeLessThanOrEqual(MOST * 2);
      }
    }),
  );
});
