import { expect } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { listShown } from './results.ts';
import { sheetHeight, swipe } from './touch.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();

journey(
  'the sheet goes through its stops by keyboard and by tapping its handle',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const half = await sheetHeight(page);
    const handle = page.locator('.sheet .handle');
    await handle.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => sheetHeight(page)).toBeGreaterThan(half + 100);
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => sheetHeight(page)).toBeLessThan(half - 100);
    await expect.poll(() => handle.getAttribute('aria-expanded')).toBe('false');
    await expectAccessible(page);
    await handle.tap();
    await expect.poll(() => sheetHeight(page)).toBe(half);
    await expect.poll(() => handle.getAttribute('aria-expanded')).toBe('true');
  },
  PHONE,
);

detour(
  'a finger that lands just beside a chip or the handle still finds it',
  '/',
  async (page) => {
    await listShown(page);
    const free = page.getByRole('button', { name: '免费', exact: true });
    const chip = (await free.boundingBox())!;
    for (const y of [chip.y - 3, chip.y + chip.height + 3]) {
      const wasOn = await free.getAttribute('aria-pressed');
      await page.touchscreen.tap(chip.x + chip.width / 2, y);
      await expect.poll(() => free.getAttribute('aria-pressed')).not.toBe(wasOn);
    }
    await mapSettled(page);
    const half = await sheetHeight(page);
    const handle = (await page.locator('.sheet .handle').boundingBox())!;
    await page.touchscreen.tap(handle.x + handle.width / 2, handle.y - 15);
    await expect.poll(() => sheetHeight(page)).toBeGreaterThan(half + 100);
  },
  PHONE,
);

detour(
  'a finger draws the sheet up and the map stays where it is',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const half = await sheetHeight(page);
    const grip = (await page.locator('.sheet .handle').boundingBox())!;
    const start = { x: grip.x + grip.width / 2, y: grip.y + 10 };
    await swipe(page, start, { dy: 150 - start.y });
    await expect.poll(() => sheetHeight(page)).toBeGreaterThan(half + 100);
    await expect.poll(() => readView(page)).toBeNull();
  },
  PHONE,
);

detour(
  'buttons zoom the map',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await page.getByRole('button', { name: '放大' }).tap();
    await expect.poll(() => readView(page)?.zoom).toBeGreaterThan(6);
    const first = readView(page)!.zoom;
    await page.getByRole('button', { name: '缩小' }).tap();
    await expect.poll(() => readView(page)?.zoom).toBeCloseTo(first - 1, 1);
  },
  PHONE,
);
