import type { SearchAnswer } from '@zlm/server/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { cards, expectTotal, listShown, search } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();

journey('searching in pinyin, taking a suggestion by keyboard', '/', async (page) => {
  await listShown(page);
  await page.getByRole('combobox', { name: '搜索' }).focus();
  await page.keyboard.type('shufa');
  const option = page.getByRole('option').filter({ hasText: '书法' }).first();
  await option.waitFor();
  await expectAccessible(page);
  for (let step = 0; step < 12; step++) {
    if ((await option.getAttribute('aria-selected')) === 'true') break;
    await page.keyboard.press('ArrowDown');
  }
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('true');
  await expect
    .poll(() => page.getByRole('combobox', { name: '搜索' }).getAttribute('aria-activedescendant'))
    .toBe(await option.getAttribute('id'));
  const all = (await search()).total;
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).search).not.toBe('');
  const answer = await search(new URLSearchParams(new URL(page.url()).search).toString());
  expect(answer.total).toBeGreaterThan(0);
  expect(answer.total).toBeLessThan(all);
  await expectTotal(page, answer.total);
});

detour('pinyin itself finds what is written in Chinese', '/?q=shufa&scope=all', async (page) => {
  await listShown(page);
  await expectTotal(page, (await search('q=shufa')).total);
  await expect.poll(() => cards(page).first().textContent()).toContain('书法');
});

// Stands in for a server whose database is away: its answer as server/src/outage.test.ts holds it to be.
async function loseItems(page: Page): Promise<void> {
  await page.route('**/api/search?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as SearchAnswer;
    const lost = { items: [], nextCursor: null, degraded: ['items'], countedAt: '2026-11-29T08:07:00+08:00' };
    await route.fulfill({ json: { ...answer, ...lost } });
  });
}

detour(
  'a list that cannot be had is no empty one, and comes back by itself',
  '/?kind=course&scope=all',
  async (page) => {
    await page.getByRole('heading', { name: '列表暂时无法显示' }).waitFor();
    await page.getByText('数量截至 08:07。').waitFor();
    await expectTotal(page, (await search('kind=course')).total);
    await expect.poll(() => page.getByText('没有符合条件').count()).toBe(0);
    await expect.poll(() => page.getByText('结果仍然完整').count()).toBe(0);
    await expectAccessible(page);
    await page.unrouteAll({ behavior: 'wait' });
    await listShown(page);
    await expect.poll(() => page.getByRole('heading', { name: '列表暂时无法显示' }).count()).toBe(0);
  },
  { prepare: loseItems },
);
