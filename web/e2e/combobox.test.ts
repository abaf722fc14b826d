import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectTotal, listShown, search } from './results.ts';
import { expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const field = (page: Page) => page.getByRole('combobox', { name: '搜索' });
const options = (page: Page) => page.getByRole('listbox').getByRole('option');
const recents = (page: Page) => page.getByRole('group', { name: '最近搜索' }).getByRole('option');
/** The place of the active option, -1 for none. */
async function activeOption(page: Page): Promise<number> {
  const chosen = await options(page).evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-selected') === 'true'),
  );
  const at = chosen.indexOf(true);
  const id = at < 0 ? null : await options(page).nth(at).getAttribute('id');
  await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe(id);
  return at;
}

journey('the combobox by keyboard alone', '/', async (page) => {
  await listShown(page);
  await field(page).focus();
  await page.getByRole('listbox', { name: '从这里开始' }).waitFor();
  const asked = page.waitForRequest(/\/api\/suggest\?.*bbox=/);
  await page.keyboard.type('西湖');
  await asked;
  await page.getByRole('listbox', { name: '搜索建议' }).getByRole('option').first().waitFor();
  await expect.poll(() => field(page).getAttribute('aria-expanded')).toBe('true');
  // The first letter has an answer of its own.
  await pageSettled(page);
  const count = await options(page).count();
  await page
    .getByRole('status')
    .filter({ hasText: `${count} 条建议` })
    .waitFor();
  await page
    .getByRole('group', { name: '地区' })
    .getByRole('option', { name: /西湖区/ })
    .waitFor();
  await expectAccessible(page);

  await expect.poll(() => activeOption(page)).toBe(-1);
  for (const [key, at] of [
    ['ArrowDown', 0],
    ['ArrowDown', 1],
    ['End', count - 1],
    ['ArrowDown', -1],
    ['ArrowUp', count - 1],
    ['Home', 0],
    ['ArrowUp', -1],
  ] as const) {
    await page.keyboard.press(key);
    expect(await activeOption(page), key).toBe(at);
  }
  // With no option chosen these move in the words.
  await page.keyboard.press('Home');
  await page.keyboard.type('杭州');
  await expect.poll(() => field(page).inputValue()).toBe('杭州西湖');
  await page.keyboard.press('Escape');
  await expect.poll(() => field(page).getAttribute('aria-expanded')).toBe('false');
  await expect.poll(() => field(page).inputValue()).toBe('杭州西湖');
  await page.keyboard.press('Escape');
  await expect.poll(() => field(page).inputValue()).toBe('');

  await page.keyboard.type('西湖');
  await page.getByRole('listbox', { name: '搜索建议' }).getByRole('option').first().waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(false);
  await expect.poll(() => new URL(page.url()).searchParams.has('q')).toBe(false);
});

journey('an institution is chosen by the beginning of its name', '/', async (page) => {
  await listShown(page);
  const { items } = await search('kind=institution&limit=20');
  const { id, title } = items.find((card) => items.filter((other) => other.title === card.title).length === 1)!;
  await field(page).fill(title.slice(0, -1));
  const option = page.getByRole('group', { name: '机构' }).getByRole('option', { name: title }).first();
  await option.waitFor();
  await option.click();
  await expect.poll(() => new URL(page.url()).searchParams.get('institution')).toBe(String(id));
  await expectTotal(page, (await search(`institution=${id}`)).total);
  await page.getByRole('button', { name: `去掉条件：${title}` }).waitFor();
});

for (const [how, device] of [
  ['a wide screen', undefined],
  ['a phone', PHONE],
] as const) {
  detour(
    `recent searches stay on the device and can be taken back, on ${how}`,
    '/',
    async (page) => {
      await listShown(page);
      for (const text of ['书法', '太极', '国画']) {
        await field(page).fill(text);
        await page.keyboard.press('Enter');
        await expectTotal(page, (await search(`q=${text}`)).total);
      }
      await page.reload();
      await listShown(page);
      await page.getByRole('button', { name: '清除搜索' }).click();
      await page.getByRole('group', { name: '最近搜索' }).waitFor();
      await expect.poll(() => recents(page).allTextContents()).toEqual(['国画', '太极', '书法']);
      await expectAccessible(page);

      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Delete');
      await expect.poll(() => recents(page).allTextContents()).toEqual(['太极', '书法']);
      await expect.poll(() => activeOption(page)).toBe(0);
      await page.getByRole('button', { name: '从最近搜索中删除：太极' }).click();
      await expect.poll(() => recents(page).allTextContents()).toEqual(['书法']);
      await expect.poll(() => activeOption(page)).toBe(0);
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('书法');

      await page.getByRole('button', { name: '清除搜索' }).click();
      await page.getByRole('group', { name: '最近搜索' }).waitFor();
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: '全部清除' }).first().press('Enter');
      await expect.poll(() => page.evaluate(() => localStorage.getItem('zlm.searches'))).toBe(null);
      await expect.poll(() => recents(page).count()).toBe(0);
    },
    device,
  );
}

journey('an input method keeps its own keys', '/', async (page) => {
  await listShown(page);
  const client = await page.context().newCDPSession(page);
  await field(page).focus();
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/suggest') && asked.push(request.url()));
  await client.send('Input.imeSetComposition', { text: 'shu fa', selectionStart: 6, selectionEnd: 6 });
  await page.clock.runFor(1_000);
  expect(asked).toEqual([]);
  await page.clock.resume();
  await client.send('Input.insertText', { text: '书法' });
  await page.getByRole('listbox', { name: '搜索建议' }).getByRole('option').first().waitFor();
  await expect.poll(() => field(page).inputValue()).toBe('书法');
});
