import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card } from '../../contract/common.ts';
import { clipRing } from './clip.ts';
import { frameOf, scaleBar, toPaper, type Spot } from './frame.ts';
import { HEIGHT, WIDTH } from './paper.ts';
import { numberPlaces, PIN, pinWidth, placePins, sayNumbers } from './pins.ts';

const lngLat = fc.tuple(fc.double({ min: 118, max: 123, noNaN: true }), fc.double({ min: 27, max: 31, noNaN: true }));
const cardsAt = (spots: readonly (readonly [number, number] | null)[]) =>
  spots.map((at) => ({ place: at && { lngLat: at } })) as unknown as Card[];

test('every place lies on the paper, and its number stands in one pin over no other', () => {
  fc.assert(
    fc.property(fc.array(fc.option(lngLat), { minLength: 1, maxLength: 34 }), (spots) => {
      const placed = spots.filter((at) => at !== null);
      fc.pre(placed.length > 0);
      const frame = frameOf(placed, WIDTH, HEIGHT);
      for (const at of placed) {
        const [x, y] = toPaper(frame, at);
        expect(x > 0 && x < WIDTH && y > 0 && y < HEIGHT).toBe(true);
      }
      const pins = placePins(numberPlaces(cardsAt([...spots, ...spots])), frame);
      const numbers = pins.flatMap((pin) => pin.numbers).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from(new Set(placed.map(String)), (_, i) => i + 1));
      for (const [i, a] of pins.entries())
        for (const b of pins.slice(i + 1)) {
          const across = (pinWidth(a.numbers) + pinWidth(b.numbers)) / 2;
          const isOver = Math.abs(a.spot[0] - b.spot[0]) < across && Math.abs(a.spot[1] - b.spot[1]) < 2 * PIN;
          expect(isOver).toBe(false);
        }
    }),
  );
});

test('things at one place share its number and follow one another, what has none comes last', () => {
  const [hall, school] = [
    [120.1, 30.2],
    [120.2, 30.3],
  ] as const;
  const numbered = numberPlaces(cardsAt([hall, null, school, hall]));
  expect(numbered.map(({ card, number }) => [card.place?.lngLat ?? null, number])).toEqual([
    [hall, 1],
    [hall, 1],
    [school, 2],
    [null, null],
  ]);
});

test('a ring is cut to what lies in the box', () => {
  const area = (ring: readonly Spot[]) =>
    Math.abs(
      ring.reduce(
        (sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y,
        0,
      ),
    ) / 2;
  const square: Spot[] = [
    [-5, -5],
    [5, -5],
    [5, 5],
    [-5, 5],
  ];
  expect(area(clipRing(square, [0, 0, 20, 20]))).toBe(25);
  expect(area(clipRing(square, [-10, -10, 10, 10]))).toBe(100);
  expect(clipRing(square, [6, 6, 9, 9])).toEqual([]);
});

test('numbers are told in runs, distances are round', () => {
  expect(sayNumbers([1, 2, 3, 5, 7, 8])).toBe('1–3, 5, 7, 8');
  const { metres, units } = scaleBar(frameOf([[120, 30]], WIDTH, HEIGHT), 300);
  expect(metres).toBe(200);
  expect(units).toBeCloseTo(180, 0);
});
