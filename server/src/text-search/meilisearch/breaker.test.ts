import { expect, test, vi } from 'vitest';
import { Breaker } from './breaker.ts';

const ill = () => Promise.reject(new Error('ill'));
const well = () => Promise.resolve('well');
const never = () => new Promise<string>(() => undefined);

function createBreaker(probe: () => Promise<unknown> = ill) {
  return new Breaker({ probe, patienceMs: 20, probeEveryMs: 10 });
}

test('three failures in a row open it, and nobody waits any more', async () => {
  const breaker = createBreaker();
  for (const work of [ill, ill, well, ill, ill]) await breaker.run(work);
  expect(breaker.isOpen).toBe(false);
  expect(await breaker.run(ill)).toBe(null);
  expect(breaker.isOpen).toBe(true);
  const work = vi.fn(well);
  expect(await breaker.run(work)).toBe(null);
  expect(work).not.toHaveBeenCalled();
  breaker.close();
});

test('an answer that takes too long is given up, told to stop, and a failure', async () => {
  const breaker = createBreaker();
  let told = false;
  const late = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => (told = true));
    return never();
  };
  for (let i = 0; i < 3; i++) expect(await breaker.run(late)).toBe(null);
  expect([told, breaker.isOpen, breaker.counts.failures]).toEqual([true, true, 3]);
  breaker.close();
});

test('a probe that goes well closes it, one that fails or hangs does not', async () => {
  let probes = 0;
  const breaker = createBreaker(() => [ill, never, well][Math.min(probes++, 2)]!());
  for (let i = 0; i < 3; i++) await breaker.run(ill);
  await expect.poll(() => breaker.isOpen).toBe(false);
  expect(probes).toBe(3);
  expect(await breaker.run(well)).toBe('well');
});

test('questions beyond the most at once are not asked', async () => {
  const breaker = new Breaker({ probe: ill, patienceMs: 60_000 });
  const ends: (() => void)[] = [];
  const slow = () => new Promise<string>((resolve) => ends.push(() => resolve('late')));
  const asked = Array.from({ length: 40 }, () => breaker.run(slow));
  expect(ends).toHaveLength(32);
  for (const end of ends) end();
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer === 'late')).toHaveLength(32);
  expect(breaker.counts.notAsked).toBe(8);
});
