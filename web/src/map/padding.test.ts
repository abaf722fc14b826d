import { expect, test } from 'vitest';
import { isInside, usablePadding } from './padding.ts';

const none = { top: 0, right: 0, bottom: 0, left: 0 };
const phone = { width: 390, height: 844 };

test('a sheet over the whole map leaves the padding as it was', () => {
  const half = { ...none, bottom: 400 };
  expect(usablePadding(half, none, phone)).toBe(half);
  expect(usablePadding({ ...none, bottom: 800 }, half, phone)).toBe(half);
  expect(usablePadding({ ...none, left: 400 }, none, phone)).toBe(none);
});

test('a point behind the sheet is not inside', () => {
  const half = { ...none, bottom: 400 };
  expect(isInside({ x: 100, y: 300 }, half, phone, 40)).toBe(true);
  expect(isInside({ x: 100, y: 600 }, half, phone, 40)).toBe(false);
  expect(isInside({ x: 100, y: 420 }, half, phone, 40)).toBe(false);
  expect(isInside({ x: 100, y: 420 }, half, phone, 0)).toBe(true);
});
