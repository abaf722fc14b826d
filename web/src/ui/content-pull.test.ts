import { expect, test } from 'vitest';
import { pullsSheet } from './content-pull.ts';

const UP = { dx: 2, dy: -20 };
const DOWN = { dx: 2, dy: 20 };

test('a finger moves the sheet only where the content has nothing to scroll that way', () => {
  expect(pullsSheet({ ...UP, stop: 'half', scrolled: 0 })).toBe(true);
  expect(pullsSheet({ ...UP, stop: 'full', scrolled: 0 })).toBe(false);
  expect(pullsSheet({ ...DOWN, stop: 'full', scrolled: 0 })).toBe(true);
  expect(pullsSheet({ ...DOWN, stop: 'full', scrolled: 40 })).toBe(false);
  expect(pullsSheet({ ...DOWN, stop: 'peek', scrolled: 0 })).toBe(false);
});

test('a finger that goes sideways leaves the sheet alone', () => {
  expect(pullsSheet({ dx: 30, dy: -20, stop: 'half', scrolled: 0 })).toBe(false);
});
