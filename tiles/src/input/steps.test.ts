import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps, sortSteps } from './steps.ts';

test('sorting in steps is sorting at once, equal ones in their order', () => {
  const lists = fc.tuple(fc.nat(40_000), fc.integer({ min: 1, max: 5000 }), fc.integer());
  fc.assert(
    fc.property(lists, ([length, values, seed]) => {
      const list = Array.from({ length }, (_, at) => ({ key: Math.imul(at + 1, seed | 1) % values, at }));
      const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      const expected = [...list].sort(byKey).map(({ at }) => at);
      const sorted = runSteps(sortSteps(list, byKey)).map(({ at }) => at);
      expect(sorted.every((at, position) => at === expected[position])).toBe(true);
    }),
  );
});
