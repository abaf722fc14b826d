import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapSettled } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { serveCopy } from './served-copy.ts';
import { DESKTOP, expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const GONE = { tolerates: /ERR_|404|Failed to fetch|preload|other host/ } as const;
const ANY_PART = /\/assets\/[^/]+\.(js|css)$/;
const SENTENCE = /没有加载出来/;

/** As a server answers that has no such file. */
const lose = (page: Page, url: RegExp) =>
  page.route(url, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }));
const again = (page: Page) => page.getByRole('button', { name: '再试一次' });

/** How often the page was loaded since. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

detour(
  'a dialog and a page whose files are missing say so, and come when they are there',
  '/?kind=activity',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await pageSettled(page);
    const loads = countLoads(page);
    // The script that names them is there: no other version.
    await page.route(ANY_PART, (route) =>
      route.request().method() === 'HEAD' ? route.continue() : route.fulfill({ status: 404, body: 'not found' }),
    );
    await page.getByRole('button', { name: '图层', exact: true }).click();
    const failed = page.getByRole('alertdialog', { name: SENTENCE });
    await failed.waitFor();
    await expectAccessible(page);
    await expect.poll(() => again(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await again(page).press('Enter');
    await failed.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => failed.count()).toBe(0);
    await page.getByRole('button', { name: '图层', exact: true }).click();
    await failed.waitFor();
    await page.unroute(ANY_PART);
    await again(page).press('Enter');
    await page.getByRole('dialog', { name: '图层与工具' }).getByRole('link').first().waitFor();
    // Its style sheet came too.
    await expect
      .poll(() => page.getByRole('dialog').evaluate((dialog) => getComputedStyle(dialog).position))
      .toBe('fixed');
    expect(loads()).toBe(0);
  },
  { ...DESKTOP, ...GONE },
);

detour(
  'without a network details, tools and map say so where they belong, and come by themselves when it is back',
  '/?kind=activity',
  async (page) => {
    // From the first request on: the map and the tools over the list come after it.
    const later = /\/assets\/(tools|MapView|maplibre-gl-worker|DetailsPanel|ActivityDetails|SaveButton)-/;
    await page.route(later, (route) => route.abort());
    await page.reload();
    await listShown(page);
    const map = page.locator('.area').getByText('地图没有加载成功');
    await map.waitFor();
    await again(page).first().waitFor();
    await expectAccessible(page);
    await cards(page).first().click();
    const details = page.locator('.stage').getByRole('alert').filter({ hasText: SENTENCE });
    await details.first().waitFor();
    await details.getByRole('button', { name: '关闭' }).click();
    await listShown(page);
    await cards(page).first().click();
    await details.first().waitFor();
    await page.unroute(later);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('.details h2').waitFor();
    await mapSettled(page);
    await page.getByRole('button', { name: '收藏', exact: true }).waitFor();
    await expect.poll(() => page.getByText(SENTENCE).count()).toBe(0);
  },
  { ...PHONE, ...GONE },
);

detour(
  'after a new version the page is loaded again once, with its address and what was typed',
  '/',
  async (page) => {
    const copy = await serveCopy();
    try {
      await page.goto(`${copy.origin}/?kind=course`);
      await listShown(page);
      await mapSettled(page);
      await pageSettled(page);
      await page.getByRole('combobox', { name: '搜索' }).fill('书');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: '搜索' }).fill('书法');
      await pageSettled(page);
      const asked = page.url();
      await copy.replace('second');
      const loads = countLoads(page);
      await page.getByRole('button', { name: '图层', exact: true }).click();
      await page.locator('body[data-build=second]').waitFor();
      await listShown(page);
      expect(page.url()).toBe(asked);
      await expect.poll(() => page.getByRole('combobox', { name: '搜索' }).inputValue()).toBe('书法');
      await page.getByRole('button', { name: '图层', exact: true }).click();
      await page.getByRole('dialog', { name: '图层与工具' }).waitFor();
      expect(loads()).toBe(1);
    } finally {
      await copy.close();
    }
  },
  { ...DESKTOP, ...GONE },
);

detour(
  'where the files stay away after that, the page is not loaded a second time by itself',
  '/?kind=course',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await pageSettled(page);
    const loads = countLoads(page);
    await lose(page, /\/assets\/LayersDialog/);
    // As if this build were gone, and were served again all the same.
    await page.route(/\/assets\/index-.*\.js$/, (route) =>
      route.request().method() === 'HEAD' ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await page.getByRole('button', { name: '图层', exact: true }).click();
    await expect.poll(loads).toBe(1);
    await listShown(page);
    await page.getByRole('button', { name: '图层', exact: true }).click();
    await page.getByRole('alertdialog', { name: SENTENCE }).waitFor();
    await pageSettled(page);
    expect(loads()).toBe(1);
  },
  { ...DESKTOP, ...GONE },
);

detour(
  'texts that do not come are told at the start and at a change of language, and come when asked for again',
  '/find',
  async (page) => {
    const texts = /\/assets\/(en|zh-CN)-[^/]+\.js$/;
    await page.route(texts, (route) => route.abort());
    await page.goto(new URL('/me', page.url()).href);
    await page.getByRole('alert').getByText('页面没有加载出来').waitFor();
    await page.unroute(texts);
    await again(page).click();
    await page
      .getByRole('radio', { name: 'English' })
      .or(page.getByRole('button', { name: 'English' }))
      .waitFor();
    await expect.poll(() => page.locator('.opening-trouble').count()).toBe(0);
    await page.route(texts, (route) => route.abort());
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('alertdialog', { name: '“English”没有加载出来' }).waitFor();
    await page.unroute(texts);
    await again(page).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
  },
  { ...DESKTOP, ...GONE },
);
