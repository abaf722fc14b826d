import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const spin = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

test('each address in turn, whoever hung up is left out, and the promises of a turn are counted', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const costs: number[] = [];
  await new Promise<void>((resolve) => {
    const wait = (address: string, name: string, isGone = false) =>
      turns.wait(address, {
        isGone: () => isGone,
        took: (ms) => {
          costs.push(ms);
          if (order.length === 6) resolve();
        },
        run: () => {
          order.push(name);
          void Promise.resolve().then(() => spin(3));
        },
      });
    for (let i = 0; i < 4; i++) wait('10.0.0.1', `a${i}`, i === 2);
    wait('10.0.0.2', 'b0');
    wait('10.0.0.3', 'c0');
    wait('10.0.0.3', 'c1');
  });
  expect(order).toEqual(['a0', 'b0', 'c0', 'a1', 'c1', 'a3']);
  for (const ms of costs) expect(ms).toBeGreaterThanOrEqual(3);
});

test('an address with too many waiting is refused, others are not', () => {
  const turns = new Turns({ waiting: 2 });
  const wait = (address: string) =>
    turns.wait(address, { isGone: () => true, took: () => undefined, run: () => undefined });
  for (let i = 0; i < 2; i++) wait('10.0.0.1');
  expect(() => wait('10.0.0.1')).toThrow();
  expect(() => wait('10.0.0.2')).not.toThrow();
});
