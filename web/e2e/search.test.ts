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
  expect(await option.getAttribute('aria-selected')).toBe('true');
  expect(await page.getByRole('combobox', { name: '搜索' }).getAttribute('aria-activedescendant')).toBe(
    await option.getAttribute('id'),
  );
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
