import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { expectTotal, listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const field = (page: Page, name = '搜索') => page.getByRole('combobox', { name });
const params = (page: Page) => new URL(page.url()).searchParams;

async function say(page: Page, text: string, name?: string): Promise<void> {
  await field(page, name).fill(text);
  await page.keyboard.press('Enter');
}

for (const [how, device, walk] of [
  ['a wide screen', DESKTOP, journey],
  ['a phone', PHONE, detour],
] as const) {
  walk(
    `a word that nothing has is refused, and what is near offered, on ${how}`,
    '/?scope=all',
    async (page) => {
      await listShown(page);
      await say(page, '架子鼓');
      await page.getByRole('heading', { name: '没有“架子鼓”' }).waitFor();
      await expectTotal(page, 0);
      await expectAccessible(page);
      const { guesses } = await search('q=架子鼓');
      const { count } = guesses.find(({ filter }) => filter?.value === 'instruments')!;
      await page.getByRole('button', { name: `器乐 · ${count}` }).click();
      await expect.poll(() => params(page).get('topic')).toBe('instruments');
      await expectTotal(page, count);
    },
    device,
  );

  detour(
    `a sentence is the first suggestion, its words stay, and going back to them is beside its chips, on ${how}`,
    '/?scope=all',
    async (page) => {
      await listShown(page);
      await field(page).fill('杭州免费书法');
      const option = page.getByRole('option').first();
      await expect.poll(() => option.textContent()).toMatch(/^按 杭州市 \+ 免费 \+ 书法 查找/);
      await expectAccessible(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expectTotal(page, (await search('division=330100&price=free&topic=calligraphy')).total);
      await expect.poll(() => field(page).inputValue()).toBe('杭州免费书法');
      const row = page.locator('.conditions');
      await row.getByRole('button', { name: '去掉条件：免费' }).waitFor();
      await row.getByRole('button', { name: '按原文搜索' }).waitFor();
      // Other words take the place of these, and of what they meant.
      await say(page, '杭州书法');
      await expectTotal(page, (await search('division=330100&topic=calligraphy')).total);
      await expect.poll(() => params(page).has('price')).toBe(false);
      await page.getByRole('button', { name: '清除搜索' }).click();
      await expect.poll(() => params(page).has('topic') || params(page).has('division')).toBe(false);
    },
    device,
  );

  detour(
    `an empty field offers topics and places, on ${how}`,
    '/',
    async (page) => {
      await listShown(page);
      await field(page).click();
      await page.getByRole('listbox', { name: '从这里开始' }).waitFor();
      const topics = page.getByRole('group', { name: '常找的主题' }).getByRole('option');
      await expect.poll(() => topics.count()).toBe(8);
      await expectAccessible(page);
      await topics.filter({ hasText: '书法' }).click();
      await expect.poll(() => params(page).get('topic')).toBe('calligraphy');
      await field(page).click();
      await page.getByRole('option', { name: '选地点' }).click();
      await page.getByRole('dialog', { name: '选择地点' }).waitFor();
    },
    device,
  );

  detour(
    `a station is a starting point that a link keeps, on ${how}`,
    toPath({ zoom: 9, lat: 29, lng: 120 }),
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      await field(page).click();
      await page.getByRole('option', { name: '选地点' }).click();
      const dialog = page.getByRole('dialog', { name: '选择地点' });
      await dialog.getByLabel('输入名称筛选').fill('杭州东站');
      await dialog.getByRole('button', { name: /杭州东站/ }).waitFor();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: /杭州东站/ }).click();
      await expect.poll(() => params(page).get('place')).toBe('at-hangzhou-east');
      await expect.poll(() => readView(page)?.lng).toBeCloseTo(120.21, 1);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.getByRole('button', { name: /离杭州东站（约）近/ }).waitFor({ timeout: 30_000 });
    },
    device,
  );
}

detour(
  'a station typed in the field is offered as a start, by keyboard',
  toPath({ zoom: 9, lat: 29, lng: 120 }),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await field(page).click();
    await page.keyboard.type('杭州东站');
    const start = page.getByRole('group', { name: '从这里出发' }).getByRole('option');
    await expect.poll(() => start.allInnerTexts()).toEqual([expect.stringContaining('杭州东站')]);
    await expectAccessible(page);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => params(page).get('place')).toBe('at-hangzhou-east');
    await expect.poll(() => params(page).get('q')).toBeNull();
    await expect.poll(() => readView(page)?.lng).toBeCloseTo(120.21, 1);
  },
);

detour('refused, understood and offered in English', '/en?scope=all', async (page) => {
  await listShown(page);
  await field(page, 'Search').click();
  await page.getByRole('listbox', { name: 'Start here' }).waitFor();
  await say(page, 'drums', 'Search');
  await page.getByRole('heading', { name: 'Nothing for “drums”' }).waitFor();
  await field(page, 'Search').fill('free calligraphy in Hangzhou');
  await expect.poll(() => page.getByRole('option').first().textContent()).toMatch(/^Find by /);
  await say(page, '下城区书法', 'Search');
  await page.getByRole('status').filter({ hasText: '“下城区” as today’s' }).waitFor();
  expect(params(page).get('division')).toBe('330105');
});
