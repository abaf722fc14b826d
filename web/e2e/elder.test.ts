import { expect } from 'vitest';
import { mapSettled } from './map-page.ts';
import { cards, expectFound, listShown } from './results.ts';
import { listTroubles } from './sight.ts';
import { sheetHeight } from './touch.ts';
import { expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const LEAST_TYPE = 20; // px
const LEAST_TARGET = 48; // px
const elderBefore = () => localStorage.setItem('zlm.elder', '1');

journey(
  'elder view by one switch: large, remembered, and nothing less to find',
  '/?place=330106&map=10.60/30.2600/120.1700',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '长辈版' }).tap();
    await pageSettled(page);
    await mapSettled(page);
    await expectFound(page);
    await expect.poll(() => listTroubles(page, { type: LEAST_TYPE, target: LEAST_TARGET })).toEqual([]);
    await expectAccessible(page);

    const half = await sheetHeight(page);
    await page.getByRole('button', { name: '列表大些' }).tap();
    await expect.poll(() => sheetHeight(page)).toBeGreaterThan(half + 100);
    await page.getByRole('button', { name: '地图大些' }).tap();
    await page.getByRole('button', { name: '地图大些' }).tap();
    await expect.poll(() => sheetHeight(page)).toBeLessThan(half - 50);

    await page.getByRole('button', { name: /^筛选/ }).tap();
    await page.locator('summary', { hasText: '适合谁' }).tap();
    await page.getByRole('checkbox', { name: '老年人' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: '查看' }).tap();
    await expect.poll(() => new URL(page.url()).searchParams.get('audience')).not.toBeNull();

    await expect.poll(() => new URL(page.url()).searchParams.has('elder')).toBe(false);
    await page.reload();
    await listShown(page);
    await page.getByRole('button', { name: '标准版' }).tap();
    await expect.poll(() => page.locator('html').getAttribute('data-elder')).toBeNull();
  },
  PHONE,
);

for (const [name, width, height] of [
  ['a wide screen at 200 %', 720, 450],
  ['a phone at 200 %', 195, 422],
  ['a phone laid down', 844, 390],
  ['a very small phone', 320, 568],
] as const) {
  for (const elder of [false, true]) {
    detour(
      `nothing is lost on ${name}${elder ? ' in the elder view' : ''}`,
      '/?place=330106&map=10.60/30.2600/120.1700',
      async (page) => {
        await listShown(page);
        await mapSettled(page);
        const [type, target] = elder ? [LEAST_TYPE, LEAST_TARGET] : [12, 24];
        await expect.poll(() => listTroubles(page, { type, target })).toEqual([]);
        // The switch, the layers and the count line can be reached and are not covered; no more are the tabs.
        const isTiny = elder && width < 200;
        if (isTiny) await page.getByRole('button', { name: '地图大些' }).click();
        for (const control of [/标准版|长辈版/, '图层', /一共/]) {
          await page.getByRole('button', { name: control }).click({ trial: true });
        }
        for (const link of await page.locator('.tabs a, .avatar').all()) await link.click({ trial: true });
        if (isTiny) await page.getByRole('button', { name: '列表大些' }).click();
        await cards(page).first().scrollIntoViewIfNeeded();
        await cards(page).first().click();
        await page.getByRole('button', { name: '返回列表' }).click();
        await listShown(page);
      },
      { viewport: { width, height }, hasTouch: true, ...(elder ? { before: elderBefore } : {}) },
    );
  }
}
