import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isMetered, whenUsed } from './when-used.ts';

const page = new EventTarget();
const runs = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  runs.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const onNetwork = (connection: object) => vi.stubGlobal('navigator', { connection });

test('where bytes cost money or patience nothing is loaded ahead of a use', () => {
  const metered = [{ saveData: true }, { type: 'cellular' }, { effectiveType: '2g' }, { effectiveType: 'slow-2g' }];
  expect(metered.filter((connection) => !isMetered(connection))).toEqual([]);
  const cheap = [{}, { type: 'wifi', effectiveType: '4g', saveData: false }, { effectiveType: '3g' }];
  expect(cheap.filter(isMetered)).toEqual([]);
});

test('a touch is a use, once', () => {
  onNetwork({ saveData: true });
  whenUsed(runs);
  vi.advanceTimersByTime(3_600_000);
  expect(runs).not.toHaveBeenCalled();
  page.dispatchEvent(new Event('pointerdown'));
  page.dispatchEvent(new Event('keydown'));
  expect(runs).toHaveBeenCalledTimes(1);
});

test('a quiet while is a use where bytes are cheap, and not with the first screen', () => {
  onNetwork({ type: 'wifi' });
  whenUsed(runs);
  vi.advanceTimersByTime(10_000);
  expect(runs).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20_000);
  page.dispatchEvent(new Event('wheel'));
  expect(runs).toHaveBeenCalledTimes(1);
});

test('who has left is waited for no longer', () => {
  onNetwork({});
  whenUsed(runs)();
  vi.advanceTimersByTime(60_000);
  page.dispatchEvent(new Event('keydown'));
  expect(runs).not.toHaveBeenCalled();
});
