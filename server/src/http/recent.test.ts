import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('the latest are remembered, those asked for again too, and never twice as many as said', () => {
  const recent = new Recent<number>(10);
  for (let i = 0; i < 1000; i++) {
    recent.set(String(i), i);
    expect(recent.get('0')).toBe(0);
  }
  const left = Array.from({ length: 1000 }, (_, i) => i).filter((i) => recent.get(String(i)) === i);
  expect(left.length).toBeLessThanOrEqual(20);
  expect(left.slice(-9)).toEqual([991, 992, 993, 994, 995, 996, 997, 998, 999]);
});
