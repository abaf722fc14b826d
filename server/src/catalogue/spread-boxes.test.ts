import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeBox, spreadBoxes, type Box } from './spread-boxes.ts';

const boxes = fc.array(
  fc.record({
    x: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constant(100)),
    y: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(100)),
    width: fc.integer({ min: 30, max: 90 }),
    height: fc.constantFrom(36, 40),
  }),
  { maxLength: 30 },
);

function overlaps(a: Box, b: Box): boolean {
  const [overX, overY] = [
    (a.width + b.width) / 2 - Math.abs(a.x - b.x),
    (a.height + b.height) / 2 - Math.abs(a.y - b.y),
  ];
  return Math.min(overX, overY) > 1e-3;
}

const away = (a: Box, b: Box): number => Math.hypot(a.x - b.x, a.y - b.y);

test('no two boxes overlap, none is further away than a row of all others, and the same boxes stand alike', () => {
  fc.assert(
    fc.property(boxes, (given) => {
      const spread = spreadBoxes(given);
      const pairs = spread.flatMap((a, at) => spread.slice(at + 1).filter((b) => overlaps(a, b)));
      expect(pairs).toEqual([]);
      expect(spreadBoxes(given)).toEqual(spread);
      const reach = given.reduce((sum, { height }) => sum + 2 * height, 0);
      spread.forEach((box, at) => expect(away(box, given[at]!)).toBeLessThanOrEqual(reach));
    }),
  );
});

test('a box that comes later takes the nearest free spot and moves none', () => {
  fc.assert(
    fc.property(boxes, (given) => {
      const spread = spreadBoxes(given);
      const late = placeBox({ x: 110, y: 90, width: 60, height: 40 }, spread);
      expect(spread.filter((box) => overlaps(box, late))).toEqual([]);
    }),
  );
});

test('boxes with room around them stay', () => {
  const apart = [0, 100, 200].map((x) => ({ x, y: 10, width: 90, height: 40 }));
  expect(spreadBoxes(apart)).toEqual(apart);
});

test('the crowded middle of a city is read within a box or two of where it is', () => {
  // 上城 拱墅 西湖 滨江 萧山 余杭 临平 钱塘 at zoom 8.
  const seats = [
    [120.18, 30.24],
    [120.15, 30.32],
    [120.12, 30.26],
    [120.2, 30.2],
    [120.26, 30.18],
    [119.97, 30.27],
    [120.3, 30.42],
    [120.49, 30.32],
  ] as const;
  const given = seats.map(([lng, lat]) => ({ x: lng * 364, y: -lat * 422, width: 62, height: 40 }));
  const spread = spreadBoxes(given);
  expect(Math.max(...spread.map((box, at) => away(box, given[at]!)))).toBeLessThan(80);
  // 拱墅 lies north of 西湖, 上城 north of 滨江, 萧山 east of all of them.
  expect(spread[1]!.y).toBeLessThan(spread[2]!.y);
  expect(spread[0]!.y).toBeLessThan(spread[3]!.y);
  expect(spread[4]!.x).toBeGreaterThan(spread[0]!.x);
});
