import { expect, test } from 'vitest';
import { isAllDemo } from './demo.ts';

const [demo, real] = [{ isDemo: true }, { isDemo: false }];

test('a list of demo data alone says so once; beside real things each says it itself', () => {
  expect(isAllDemo([demo, demo])).toBe(true);
  expect(isAllDemo([demo, real])).toBe(false);
  expect(isAllDemo([real])).toBe(false);
  expect(isAllDemo([])).toBe(false);
});
