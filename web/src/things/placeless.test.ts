import { expect, test } from 'vitest';
import { isAllPlaceless } from './placeless.ts';

test('only online things need no map', () => {
  expect(isAllPlaceless({ kind: 'resource' })).toBe(true);
  expect(isAllPlaceless({ mode: 'online', topic: 'calligraphy' })).toBe(true);
});

test('anything with a place beside them does', () => {
  expect(isAllPlaceless({})).toBe(false);
  expect(isAllPlaceless({ kind: 'course,resource' })).toBe(false);
  expect(isAllPlaceless({ mode: 'mixed' })).toBe(false);
});
