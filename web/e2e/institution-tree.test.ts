import { expect } from 'vitest';
import { listShown } from './results.ts';
import { expectAccessible, pageSettled, useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour('the institution tree: down two levels, an institution, and back to the same rows', '/', async (page) => {
  await listShown(page);
  await page.locator('.tabs').getByRole('link', { name: '我的', exact: true }).click();
  await page.locator('.tab-page').getByRole('link', { name: '机构体系' }).click();
  const below = page.locator('div.tree a.below');
  const steps = page.locator('.trail li');
  await below.first().click();
  await expect.poll(() => steps.count()).toBe(1);
  await below.first().click();
  await expect.poll(() => steps.count()).toBe(2);
  await expectAccessible(page);
  const rows = () => page.locator('div.tree .line .name').allInnerTexts();
  await expect.poll(async () => (await rows()).length).toBeGreaterThan(1);
  const before = await rows();
  await page.locator('div.tree .line .name').nth(1).click();
  await expect.poll(() => page.locator('.details h2:visible').first().innerText()).toContain(before[1]!);
  await page.goBack();
  await expect.poll(rows).toEqual(before);

  await page.getByRole('button', { name: '看某一天的' }).click();
  await page.getByLabel('日期').fill('1950-01-01');
  await expect.poll(() => page.locator('div.tree').innerText()).toContain('这是1950年1月1日的机构体系');
  await expect.poll(() => page.locator('div.tree').innerText()).toContain('这一天这里没有机构');
  await page.getByRole('button', { name: '回到今天' }).click();
  await expect.poll(rows).toEqual(before);

  await page.locator('div.tree input[type=search]').fill(before[0]!);
  await expect.poll(() => page.locator('div.tree .rest').first().innerText()).toContain('浙江省开放大学');
  await pageSettled(page);
});
