import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { byKeyboard } from './hands.ts';
import { mapSettled, toPath } from './map-page.ts';
import { expectFound, expectTotal, listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const HANGZHOU = { zoom: 9, lat: 30.2, lng: 120.2 };
type Spot = readonly [x: number, y: number];

const cornersTold = (page: Page) => page.locator('.drawing .told').textContent();

/** Corners in px from the upper left of the map, one after the other. */
async function drawCorners(page: Page, corners: readonly Spot[], tap: (x: number, y: number) => Promise<void>) {
  const map = (await page.locator('canvas').boundingBox())!;
  // Only now does a tap on the map add a corner.
  await page.locator('.cross').waitFor();
  for (const [i, [x, y]] of corners.entries()) {
    await tap(map.x + x, map.y + y);
    await expect.poll(() => cornersTold(page)).toMatch(new RegExp(`${i + 1} 个角`));
  }
}

/** The list shows exactly what the API finds within the area of the address. */
async function expectAreaFound(page: Page): Promise<void> {
  await listShown(page);
  const within = new URL(page.url()).searchParams.get('within')!;
  expect(within.split(',').every((number) => /^\d+(\.\d{1,5})?$/.test(number))).toBe(true);
  const { total } = await search(`within=${within}`);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan((await search()).total);
  await expectTotal(page, total);
}

detour(
  'an area drawn by mouse is what list and totals are of, until its chip is removed',
  toPath(HANGZHOU),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await page.getByRole('button', { name: '图层' }).click();
    await page.getByRole('link', { name: '画一个范围' }).click();
    await page.getByRole('heading', { name: '画一个范围' }).waitFor();
    const click = (x: number, y: number) => page.mouse.click(x, y);
    await drawCorners(
      page,
      [
        [200, 150],
        [800, 700],
        [800, 150],
        [200, 700],
      ],
      click,
    );
    await page.getByText('边线有交叉').waitFor();
    await page.getByRole('button', { name: '完成' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has('within')).toBe(false);
    await page.getByRole('button', { name: '清空重画' }).click();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText('至少要三个角').waitFor();
    await drawCorners(
      page,
      [
        [200, 150],
        [800, 150],
        [800, 700],
        [500, 400],
        [200, 700],
      ],
      click,
    );
    await page.getByRole('button', { name: '撤销一个角' }).click();
    await expect.poll(() => cornersTold(page)).toMatch(/^4 个角/);
    await expectAccessible(page);
    await page.getByRole('button', { name: '完成' }).click();
    await expectAreaFound(page);
    await page.getByRole('button', { name: /去掉条件：圈定的范围 [\d,]+ 平方公里/ }).click();
    await expectFound(page);
  },
  DESKTOP,
);

detour(
  'an area drawn by touch',
  toPath(HANGZHOU),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await page.getByRole('button', { name: '图层' }).tap();
    await page.getByRole('link', { name: '画一个范围' }).tap();
    await drawCorners(
      page,
      [
        [60, 180],
        [270, 180],
        [270, 330],
        [60, 330],
      ],
      (x, y) => page.touchscreen.tap(x, y),
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: '完成' }).tap();
    await expectAreaFound(page);
  },
  PHONE,
);

detour('an area drawn by keyboard alone, under the cross', toPath(HANGZHOU), async (page) => {
  await listShown(page);
  await mapSettled(page);
  await byKeyboard.press(page.getByRole('button', { name: '图层' }));
  await byKeyboard.press(page.getByRole('link', { name: '画一个范围' }));
  await page.locator('.cross').waitFor();
  await page.locator('canvas').focus();
  for (const [i, keys] of [
    ['ArrowLeft', 'ArrowUp'],
    ['ArrowRight', 'ArrowRight'],
    ['ArrowDown', 'ArrowDown'],
  ].entries()) {
    for (const key of keys) {
      await page.keyboard.press(key);
      await mapSettled(page);
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => cornersTold(page)).toMatch(new RegExp(`${i + 1} 个角`));
  }
  await page.getByRole('button', { name: '完成' }).focus();
  await page.keyboard.press('Enter');
  await expectAreaFound(page);
});

detour(
  'without the map an area is the view, or a county chosen from a list',
  '/area',
  async (page) => {
    await page.getByText('这里不能画图').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: '从列表选市、县、乡镇' }).click();
    const dialog = page.getByRole('dialog', { name: '选择地区' });
    await dialog.getByRole('button', { name: '杭州市' }).click();
    await dialog.getByRole('button', { name: '西湖区', exact: true }).click();
    await expectTotal(page, (await search('division=330106')).total);
    await page.goBack();
    await page.getByRole('button', { name: '搜索当前画面' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has('within')).toBe(true);
  },
  { ...DESKTOP, before: () => (HTMLCanvasElement.prototype.getContext = () => null) },
);
