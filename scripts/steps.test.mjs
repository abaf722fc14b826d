import { expect, test } from 'vitest';
import { formatSteps } from './steps.mjs';

/**
 * @param {string} name
 * @param {number} seconds
 */
const step = (name, seconds) => ({ name, seconds, passed: 3, failed: 0 });

test('a step a fifth slower than its kept figure says so, a quicker one and a new one do not', () => {
  const [, first, second, third] = formatSteps([step('slow', 121), step('quick', 119), step('new', 500)], {
    slow: 100,
    quick: 100,
  }).split('\n');
  expect(first).toMatch(/^slow +2:01 +3 +0 {2}21 % slower than the 100 s kept$/);
  expect(second).toMatch(/^quick +1:59 +3 +0$/);
  expect(third).toMatch(/^new +8:20 +3 +0$/);
});
