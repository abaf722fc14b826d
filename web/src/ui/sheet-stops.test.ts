import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextStop, settle, STOPS } from './sheet-stops.ts';

const heights = { peek: 200, half: 420, full: 700 };

test('a sheet let go slowly settles at the nearest stop', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), (shown) => {
      const stop = settle(shown, 0, heights);
      for (const other of STOPS)
        expect(Math.abs(heights[stop] - shown)).toBeLessThanOrEqual(Math.abs(heights[other] - shown));
    }),
  );
});

test('a flick decides the direction', () => {
  expect(settle(430, -1, heights)).toBe('half');
  expect(settle(410, -1, heights)).toBe('peek');
  expect(settle(210, 1, heights)).toBe('half');
  expect(settle(690, 1, heights)).toBe('full');
});

test('steps end at the last stop', () => {
  expect(nextStop('peek', 1)).toBe('half');
  expect(nextStop('full', 1)).toBe('full');
  expect(nextStop('peek', -1)).toBe('peek');
});
