import { expect, test } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

test('the first is run at once, what comes meanwhile once at the end', async () => {
  const state: string[] = [];
  const runs: string[] = [];
  const often = atMostEvery(20, () => runs.push(state.join('')));
  for (const letter of 'abc') {
    state.push(letter);
    often.ask();
  }
  expect(runs).toEqual(['a']);
  await expect.poll(() => runs, { timeout: 10_000 }).toEqual(['a', 'abc']);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(runs).toEqual(['a', 'abc']);
  state.push('d');
  often.ask();
  expect(runs).toEqual(['a', 'abc', 'abcd']);
  often.ask();
  often.stop();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(runs).toHaveLength(3);
});
