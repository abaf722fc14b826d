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

test('the thread rests after a turn only while something cheap is asked for', async () => {
  let now = 0;
  const rests: number[] = [];
  const later = (run: () => void, ms: number) => {
    rests.push(ms);
    now += ms;
    run();
  };
  const turns = new Turns({ latelyMs: 1_000, longestRestMs: 100 }, { now: () => now, later });
  /** Of so many ms each, one after another; `during` is called in each. */
  const take = (lengths: readonly number[], during = () => {}) =>
    new Promise<number[]>((resolve) => {
      rests.length = 0;
      for (const [at, ms] of lengths.entries())
        turns.wait('10.0.0.1', {
          isGone: () => false,
          // When the turn has ended and nothing rests any more.
          took: () => at === lengths.length - 1 && setImmediate(() => setImmediate(() => resolve([...rests]))),
          run: () => {
            now += ms;
            during();
          },
        });
    });
  expect(await take([30, 10, 20])).toEqual([]);
  turns.noteCheap();
  expect(await take([30, 80, 10])).toEqual([60, 100]);
  now += 1_000;
  expect(await take([30, 10, 20])).toEqual([]);
  // What came while the turn took the thread waits, and is taken up before it is asked whether to rest.
  expect(await take([30, 10], () => setImmediate(() => turns.noteCheap()))).toEqual([60]);
});
