import { expect, test } from 'vitest';
import { Abandoned } from '../../errors.ts';
import { atTheDoor } from './at-the-door.ts';

test('who has gone when their turn comes is left out, and those behind them come in', async () => {
  const open: (() => void)[] = [];
  const wait = () => new Promise<void>((go) => open.push(go));
  const here = { isGone: () => false };
  const inside = Array.from({ length: 2 }, () => atTheDoor(here, wait));
  let [isGone, hasRun] = [false, false];
  const gone = atTheDoor({ isGone: () => isGone }, () => Promise.resolve((hasRun = true)));
  const behind = atTheDoor(here, () => Promise.resolve('in'));
  isGone = true;
  for (const go of open) go();
  await expect(gone).rejects.toBeInstanceOf(Abandoned);
  expect([hasRun, await behind]).toEqual([false, 'in']);
  await Promise.all(inside);
});

test('what is thrown before anything is promised is refused, and keeps nobody out', async () => {
  const here = { isGone: () => false };
  const thrown = atTheDoor(here, () => {
    throw new Abandoned();
  });
  await expect(thrown).rejects.toBeInstanceOf(Abandoned);
  expect(await atTheDoor(here, () => Promise.resolve('in'))).toBe('in');
});
