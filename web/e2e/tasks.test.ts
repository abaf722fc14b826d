import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { byKeyboard, byMouse, byTouch, type Hands } from './hands.ts';
import { listShown } from './results.ts';
import { listTroubles } from './sight.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';
import { CHOSEN, startOf, TASKS, walk, type Task, type Way } from './ways.ts';

const { journey, expedition, shortcut } = useBrowser();

type Walker = (page: Page, chosen: readonly Task[]) => Promise<void>;

async function walkBy(hands: Hands, page: Page, chosen: readonly Task[], hasMap = true): Promise<void> {
  await listShown(page);
  await walk({ page, hands, hasMap }, chosen);
  await expectAccessible(page);
}
/** Fingers that look at every screen before they touch it; sizes in px. */
function fingersFor(page: Page, least: { type: number; target: number }): Hands {
  return {
    ...byTouch,
    async press(target) {
      await target.waitFor({ state: 'attached' });
      await expect.poll(() => listTroubles(page, least)).toEqual([]);
      await byTouch.press(target);
    },
  };
}
/** Each walker has an address of its own: reports are counted by it. */
function walker(device: Device, n: number): Device {
  return {
    ...device,
    permissions: ['clipboard-read', 'clipboard-write'],
    extraHTTPHeaders: { 'X-Forwarded-For': `192.0.2.${n}` },
  };
}

const WAYS: Record<Way, { how: string; device: Device; go: Walker }> = {
  keyboard: {
    how: 'by keyboard alone',
    device: walker(DESKTOP, 1),
    go: (page, chosen) => walkBy(byKeyboard, page, chosen),
  },
  mouse: { how: 'by mouse', device: walker(DESKTOP, 2), go: (page, chosen) => walkBy(byMouse, page, chosen) },
  touch: {
    how: 'by touch',
    device: walker(PHONE, 3),
    go: (page, chosen) => walkBy(fingersFor(page, { type: 12, target: 44 }), page, chosen),
  },
  elder: {
    how: 'in the elder view, each in large type with large targets',
    device: walker(PHONE, 4),
    async go(page, chosen) {
      await listShown(page);
      await byTouch.press(page.getByRole('button', { name: '长辈版' }));
      await walkBy(fingersFor(page, { type: 20, target: 48 }), page, chosen);
    },
  },
  mapless: {
    how: 'where the browser shows no map',
    device: walker({ ...DESKTOP, before: hideWebGl }, 5),
    async go(page, chosen) {
      await listShown(page);
      await page.getByText('这个浏览器无法显示地图').waitFor();
      await expectAccessible(page);
      await walkBy(byMouse, page, chosen, false);
    },
  },
};
function hideWebGl(): void {
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => null });
}

for (const [way, { how, device, go }] of Object.entries(WAYS) as [Way, (typeof WAYS)[Way]][]) {
  const chosen = CHOSEN[way];
  if (chosen.length === TASKS.length) journey(`the core tasks ${how}`, '/', (page) => go(page, TASKS), device);
  else {
    expedition(`the core tasks ${how}`, '/', (page) => go(page, TASKS), device);
    shortcut(`${chosen.length} of the core tasks ${how}`, startOf(chosen), (page) => go(page, chosen), device);
  }
}

test('the chosen tasks are every task in two ways at least, and several tasks in every way', () => {
  const waysOf = (task: Task) => Object.values(CHOSEN).filter((chosen) => chosen.includes(task)).length;
  expect(TASKS).toHaveLength(11);
  expect(TASKS.filter((task) => waysOf(task) < 2)).toEqual([]);
  for (const [way, chosen] of Object.entries(CHOSEN)) {
    expect(chosen.length, way).toBeGreaterThanOrEqual(4);
    // The details are opened in every way, as everything after needs them.
    expect(chosen, way).toContain('readDetails');
  }
});
