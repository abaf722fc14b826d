import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { sheetHeight, swipe } from './touch.ts';
import { PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const scrolled = (page: Page) => page.locator('#results').evaluate((list) => list.scrollTop);

detour(
  'a finger on the list moves the sheet, scrolls the list or the chips, and the map keeps its own',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const half = await sheetHeight(page);

    // Up on the list at half: the sheet, not the list.
    await swipe(page, { x: 190, y: 700 }, { dy: -300 });
    await expect.poll(() => sheetHeight(page)).toBeGreaterThan(half + 100);
    const full = await sheetHeight(page);
    await expect.poll(() => scrolled(page)).toBe(0);
    // Up again at full: the list, not the sheet.
    await swipe(page, { x: 190, y: 700 }, { dy: -400 });
    await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
    await expect.poll(() => sheetHeight(page)).toBe(full);
    // Down in the middle of the list: the list.
    await swipe(page, { x: 190, y: 400 }, { dy: 60 });
    await expect.poll(() => sheetHeight(page)).toBe(full);
    // Down at its top: the sheet.
    await page.locator('#results').evaluate((list) => list.scrollTo(0, 0));
    await swipe(page, { x: 190, y: 400 }, { dy: 260 });
    await expect.poll(() => sheetHeight(page)).toBeLessThan(full - 100);
    await expect.poll(() => readView(page)).toBeNull();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');

    // Sideways on the chips scrolls them alone.
    const row = page.locator('.shortcuts');
    await swipe(page, { x: 300, y: 82 }, { dx: -200 });
    await expect.poll(() => row.evaluate((element) => element.scrollLeft)).toBeGreaterThan(20);
    await expect.poll(() => readView(page)).toBeNull();
    // On the free part of the map it pans.
    const height = await sheetHeight(page);
    await swipe(page, { x: 180, y: 200 }, { dx: -120 });
    await expect.poll(() => readView(page)?.lng ?? 0).toBeGreaterThan(119);
    await expect.poll(() => sheetHeight(page)).toBe(height);
  },
  PHONE,
);

journey(
  'back closes a dialog first, then the details, and keeps what was chosen',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '图层' }).tap();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await listShown(page);

    await cards(page).first().tap();
    await page.getByRole('button', { name: '返回列表' }).waitFor();
    // The map may still come to the thing, which changes the address too.
    const details = new URL(page.url()).pathname;
    await page.getByRole('button', { name: '分享', exact: true }).tap();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => new URL(page.url()).pathname).toBe(details);
    await page.goBack();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    await listShown(page);

    await page.getByRole('button', { name: /^筛选/ }).tap();
    await page.getByRole('checkbox', { name: '课程' }).check();
    await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('course');
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    // The step taken by Back is taken again, which the browser does on its own time.
    await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('course');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).searchParams.has('kind')).toBe(false);
    await listShown(page);
  },
  PHONE,
);
