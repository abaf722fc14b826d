import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { byKeyboard, byMouse, byTouch, type Hands } from './hands.ts';
import { listShown } from './results.ts';
import { listTroubles } from './sight.ts';
import * as tasks from './tasks.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';

const { journey, detour } = useBrowser();

/** All ten; `look` at the screen each one leaves. */
async function walkAll(page: Page, hands: Hands, look: () => Promise<void> = async () => undefined): Promise<void> {
  await listShown(page);
  const visit = { page, hands };
  await look();
  for (const task of [tasks.find, tasks.filter, tasks.choosePlace]) {
    await task(visit);
    await look();
  }
  const activity = await tasks.readDetails(visit);
  await look();
  const { navigate, putInCalendar, save, share, reportMistake, changeLanguage } = tasks;
  for (const task of [navigate, putInCalendar, save, share, reportMistake, changeLanguage]) {
    await task(visit, activity);
    await look();
  }
  await expectAccessible(page);
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
  (page) => walkAll(page, byTouch, async () => expect(await listTroubles(page, { type: 12, target: 24 })).toEqual([])),
  walker(PHONE, 3),
);

detour(
  'the ten tasks in the elder view, each in large type with large targets',
  '/',
  async (page) => {
    await listShown(page);
    await byTouch.press(page.getByRole('button', { name: '长辈版' }));
    await walkAll(page, byTouch, async () => expect(await listTroubles(page, { type: 20, target: 48 })).toEqual([]));
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
    await walkAll(page, byMouse);
  },
  walker(
    {
      ...DESKTOP,
      before: () => Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => null }),
    },
    5,
  ),
);
