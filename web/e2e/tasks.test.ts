import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { byKeyboard, byMouse, byTouch, type Hands } from './hands.ts';
import { listShown } from './results.ts';
import { listTroubles } from './sight.ts';
import * as tasks from './tasks.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';

const { journey, detour } = useBrowser();

async function walkAll(page: Page, hands: Hands, hasMap = true): Promise<void> {
  await listShown(page);
  const visit = { page, hands, hasMap };
  for (const task of [tasks.find, tasks.filter, tasks.choosePlace]) await task(visit);
  const activity = await tasks.readDetails(visit);
  const { navigate, putInCalendar, save, share, reportMistake, changeLanguage } = tasks;
  for (const task of [navigate, putInCalendar, save, share, reportMistake, changeLanguage]) await task(visit, activity);
  await expectAccessible(page);
}
/** Fingers that look at every screen before they touch it; sizes in px. */
function fingersFor(page: Page, least: { type: number; target: number }): Hands {
  return {
    ...byTouch,
    async press(target) {
      await target.waitFor({ state: 'attached' });
      expect(await listTroubles(page, least)).toEqual([]);
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

journey('the ten tasks by keyboard alone', '/', (page) => walkAll(page, byKeyboard), walker(DESKTOP, 1));

detour('the ten tasks by mouse', '/', (page) => walkAll(page, byMouse), walker(DESKTOP, 2));

detour(
  'the ten tasks by touch',
  '/',
  (page) => walkAll(page, fingersFor(page, { type: 12, target: 44 })),
  walker(PHONE, 3),
);

detour(
  'the ten tasks in the elder view, each in large type with large targets',
  '/',
  async (page) => {
    await listShown(page);
    await byTouch.press(page.getByRole('button', { name: '长辈版' }));
    await walkAll(page, fingersFor(page, { type: 20, target: 48 }));
  },
  walker(PHONE, 4),
);

detour(
  'the ten tasks where the browser shows no map',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByText('这个浏览器无法显示地图').waitFor();
    await expectAccessible(page);
    await walkAll(page, byMouse, false);
  },
  walker(
    {
      ...DESKTOP,
      before: () => Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => null }),
    },
    5,
  ),
);
