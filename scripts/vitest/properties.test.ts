import fc from 'fast-check';
import { expect, test } from 'vitest';

const LONGEST_MS = 10_000 + Number(process.env['PROPERTY_MS'] ?? 500);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('a property that holds is tried for its time and no run is left behind', async () => {
  let [begun, ended] = [0, 0];
  const before = performance.now();
  await fc.assert(
    fc.asyncProperty(fc.nat(), async () => {
      begun++;
      await pause(20);
      ended++;
    }),
  );
  expect(performance.now() - before).toBeLessThan(LONGEST_MS);
  expect(begun).toBeGreaterThan(0);
  expect(ended).toBe(begun);
});

test('one that does not hold fails and tells the smallest example', () => {
  const isSmall = fc.property(fc.nat(), (n) => n < 1000);
  expect(fc.check(isSmall)).toMatchObject({ failed: true, interrupted: false, counterexample: [1000] });
});
