import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRing, RING_STEPS } from './cluster-ring.ts';

test('an image id tells the width and the parts of each kind', () => {
  expect(parseRing('2:1.16.2.0.1')).toEqual({ px: RING_STEPS[2].px, parts: [1, 16, 2, 0, 1] });
});

test('a ring without parts tells no kinds', () => {
  expect(parseRing('0:0.0.0.0.0')).toEqual({ px: RING_STEPS[0].px, parts: [0, 0, 0, 0, 0] });
});

test.each(['9:1.1.1.1.1', '0:1.1', '0:1.1.1.1.-1', '0', ''])('%j is no ring', (tail) => {
  expect(parseRing(tail)).toBeNull();
});

test('whatever the style asks for is answered or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.string(), (tail) => {
      const ring = parseRing(tail);
      return ring === null || ring.parts.length === 5;
    }),
  );
});
