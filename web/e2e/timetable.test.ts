import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { expectTotal, listShown, search } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const params = (page: Page) => new URL(page.url()).searchParams;

detour('a week of the same conditions, each cell opening the list it counts', '/?price=free', async (page) => {
  await listShown(page);
  await page.getByRole('link', { name: '日程', exact: true }).click();
  await page.getByRole('heading', { name: '一周课表' }).waitFor();
  await page.locator('.grid').waitFor();
  const rows = page.locator('.grid tbody tr');
  await expect.poll(() => rows.count()).toBe(7);
  await expect.poll(() => page.locator('.grid [aria-current="date"]').count()).toBe(1);
  await expectAccessible(page);

  await page.getByRole('button', { name: '下一周' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/timetable\/\d{4}-\d\d-\d\d$/);
  await expect.poll(() => page.locator('.grid [aria-current="date"]').count()).toBe(0);
  const cell = page.locator('.grid a.count').first();
  const count = Number((await cell.locator('[aria-hidden]').innerText()).replaceAll(',', ''));
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/');
  const { from, to, part, price } = Object.fromEntries(params(page));
  expect([to, price]).toEqual([from, 'free']);
  expect((await search(`price=free&from=${from}&to=${to}&part=${part}`)).total).toBe(count);
  await expectTotal(page, count);
  await page.goBack();
  await page.getByRole('heading', { name: '一周课表' }).waitFor();
});

detour(
  'on a phone one day at a time, by touch or arrow keys',
  '/en/timetable',
  async (page) => {
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    await expect.poll(() => tabs.count()).toBe(7);
    await tabs.nth(5).tap();
    const named = await tabs.nth(5).getAttribute('aria-label');
    await page.getByRole('tabpanel').getByRole('heading', { level: 3 }).getByText(named!).waitFor();
    await tabs.nth(5).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => tabs.nth(6).getAttribute('aria-selected')).toBe('true');
    await expectAccessible(page);
  },
  { ...PHONE, locale: 'en-GB' },
);

detour(
  'a week that is none is said, with a way back',
  '/timetable/2026-13-45',
  async (page) => {
    await page.getByText('须是 2026-11-28 这样的日期').waitFor();
    await page.getByRole('button', { name: '回到本周' }).click();
    await page.locator('.grid').waitFor();
  },
  { tolerates: /400/ },
);

detour('dates the wrong way round are said at their field and not searched for', '/', async (page) => {
  await listShown(page);
  await page.getByRole('button', { name: /^筛选/ }).click();
  await page.locator('summary', { hasText: '时间' }).click();
  await page.getByLabel('从', { exact: true }).fill('2027-03-05');
  await expect.poll(() => params(page).get('from')).toBe('2027-03-05');
  const to = page.getByLabel('到', { exact: true });
  await to.fill('2027-03-01');
  await page.getByRole('alert').getByText('结束日期早于开始日期').waitFor();
  await expect.poll(() => to.getAttribute('aria-invalid')).toBe('true');
  expect(params(page).get('to')).toBeNull();
  await expectAccessible(page);
  await to.fill('2027-03-06');
  await expect.poll(() => params(page).get('to')).toBe('2027-03-06');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(inject('origin')).toBe(new URL(page.url()).origin);
});
