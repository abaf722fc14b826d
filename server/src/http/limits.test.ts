import { expect, test } from 'vitest';
import { createCostLimit } from './limits.ts';

function spendAll(limit: ReturnType<typeof createCostLimit>, address: string, now: number): number {
  let spent = 0;
  while (spent < 100_000 && limit.spend(address, 1, now)) spent++;
  return spent;
}

test('an address has thirty seconds of its rate at once, and the rate from then on', () => {
  const limit = createCostLimit(100);
  expect(spendAll(limit, '10.0.0.1', 0)).toBe(3000);
  expect(spendAll(limit, '10.0.0.2', 0)).toBe(3000);
  expect(spendAll(limit, '10.0.0.1', 1000)).toBe(100);
  expect(limit.spend('10.0.0.1', 3, 1020)).toBe(false);
  expect(limit.spend('10.0.0.1', 3, 1040)).toBe(true);
  expect(spendAll(limit, '10.0.0.1', 3_600_000)).toBe(3000);
});

test('0 limits nobody', () => {
  expect(spendAll(createCostLimit(0), '10.0.0.1', 0)).toBe(100_000);
});

test('a household of IPv6 has one bucket, each IPv4 its own', () => {
  const limit = createCostLimit(1);
  expect(spendAll(limit, '2001:db8:1:2::1', 0)).toBe(30);
  expect(limit.spend('2001:db8:1:2:ffff::9', 1, 0)).toBe(false);
  expect(limit.spend('2001:db8:1:3::1', 1, 0)).toBe(true);
  expect(spendAll(limit, '10.0.0.1', 0)).toBe(30);
  expect(limit.spend('10.0.0.2', 1, 0)).toBe(true);
});

test('what an answer turned out to cost is owed, at most as deep as the bucket', () => {
  const limit = createCostLimit(10);
  limit.charge('10.0.0.1', 1000, 0);
  expect(limit.waitFor('10.0.0.1', 1, 0)).toBe(31);
  expect(limit.spend('10.0.0.1', 1, 30_000)).toBe(false);
  expect(limit.spend('10.0.0.1', 1, 30_200)).toBe(true);
});
