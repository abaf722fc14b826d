import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue';
import { useGradual } from './use-gradual.ts';

let scope: EffectScope;
let frames: (() => void)[] = [];
beforeEach(() => {
  scope = effectScope();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('setTimeout', (run: () => void) => run());
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => {
    frames[frame - 1] = () => {};
  });
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

/** Draws frames until nothing more is asked for; answers what was shown in each. */
function draw(shown: () => readonly string[]): (readonly string[])[] {
  const seen = [shown()];
  for (let at = 0; at < frames.length; at++) {
    frames[at]!();
    seen.push(shown());
  }
  frames = [];
  return seen;
}
const list = (prefix: string, length: number) => Array.from({ length }, (_, i) => `${prefix}${i}`);

function open(entries: string[], isSteady = () => false) {
  const source = shallowRef<readonly string[]>(entries);
  const { shown, isAll } = scope.run(() => useGradual(source, { keyOf: (entry) => entry, isSteady }))!;
  return { source, shown: () => shown.value, isAll: () => isAll.value };
}

test('a list is drawn from its start, a little more each frame, until it is all there', () => {
  const { shown, isAll } = open(list('a', 9));
  expect(isAll()).toBe(false);
  const seen = draw(shown);
  for (const [i, one] of seen.entries()) {
    expect(one).toEqual(list('a', 9).slice(0, one.length));
    if (i > 0) expect(one.length - seen[i - 1]!.length).toBeLessThanOrEqual(2);
  }
  expect(seen.at(-1)).toEqual(list('a', 9));
  expect(isAll()).toBe(true);
});

test('another list comes first while the one before goes, no entry twice, and alone at the end', async () => {
  const { source, shown, isAll } = open(list('a', 12));
  draw(shown);
  await nextTick();
  source.value = ['a7', ...list('b', 5)];
  const seen = draw(shown);
  expect(seen[0]![0]).toBe('a7');
  for (const one of seen) expect(new Set(one).size).toBe(one.length);
  expect(seen[0]!.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toEqual(['a7', ...list('b', 5)]);
  expect(isAll()).toBe(true);
});

test('the same entries in another answer stay, none of them goes and comes back', async () => {
  const { source, shown, isAll } = open(list('a', 12));
  draw(shown);
  await nextTick();
  source.value = list('a', 12);
  for (const one of draw(shown)) expect(one).toEqual(list('a', 12));
  expect(isAll()).toBe(true);
  await nextTick();
  source.value = ['new', ...list('a', 12)];
  for (const one of draw(shown)) expect(one.length).toBeGreaterThanOrEqual(12);
  expect(shown()).toEqual(['new', ...list('a', 12)]);
});

test('a further page is drawn at once from where the list ended', async () => {
  const { source, shown, isAll } = open(list('a', 40));
  draw(shown);
  await nextTick();
  source.value = list('a', 44);
  const seen = draw(shown);
  expect(seen[0]!.length).toBeGreaterThan(40);
  expect(seen.length).toBeLessThanOrEqual(5);
  expect(seen.at(-1)).toEqual(list('a', 44));
  expect(isAll()).toBe(true);
});

test('an empty answer empties the list', async () => {
  const { source, shown } = open(list('a', 12));
  draw(shown);
  await nextTick();
  source.value = [];
  expect(draw(shown).at(-1)).toEqual([]);
});

test('the same list read again is shown at once', () => {
  const { source, shown, isAll } = open(list('a', 12), () => true);
  source.value = ['new', ...list('a', 12)];
  expect(shown()).toEqual(['new', ...list('a', 12)]);
  expect(isAll()).toBe(true);
});
