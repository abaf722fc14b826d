import { expect } from 'vitest';
import { byMouse } from './hands.ts';
import { expectDrawn, mapSettled } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { readLight } from './sight.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const BRIGHT = 0.7; // of white
const DIM = 0.3;

for (const [device, options] of [
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
] as const) {
  detour(
    `dark and in English on ${device}`,
    '/en',
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      await expectDrawn(page);
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
      await page.getByRole('button', { name: 'Zoom in' }).waitFor();
      await expectAccessible(page);
      await cards(page).first().click();
      await page.getByRole('button', { name: 'Back to the list' }).waitFor();
      await expectAccessible(page);
    },
    { ...options, colorScheme: 'dark', locale: 'en-GB', sharpMap: true },
  );
}

detour(
  'the appearance chosen in the settings reaches the map, outlives a reload and can follow the system again',
  '/?map=9.00/30.0000/120.5000',
  async (page) => {
    const map = page.locator('canvas');
    const choose = async (name: string) => {
      await byMouse.press(page.locator('.avatar'));
      await byMouse.press(page.getByRole('radio', { name }).first());
      await byMouse.press(page.getByRole('button', { name: '回到地图' }));
    };
    await listShown(page);
    await mapSettled(page);
    await expect.poll(() => readLight(map)).toBeGreaterThan(BRIGHT);

    await choose('深色');
    await expect.poll(() => readLight(map), { timeout: 30_000 }).toBeLessThan(DIM);
    await expect.poll(() => readLight(page.locator('.panel'))).toBeLessThan(DIM);
    await expectAccessible(page);
    await page.reload();
    await listShown(page);
    await mapSettled(page);
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expect.poll(() => readLight(map)).toBeLessThan(DIM);

    await choose('跟随系统');
    await expect.poll(() => readLight(map), { timeout: 30_000 }).toBeGreaterThan(BRIGHT);
    await expect.poll(() => readLight(page.locator('.panel'))).toBeGreaterThan(BRIGHT);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => readLight(map), { timeout: 30_000 }).toBeLessThan(DIM);
  },
  { viewport: { width: 1000, height: 640 }, colorScheme: 'light', sharpMap: true },
);
