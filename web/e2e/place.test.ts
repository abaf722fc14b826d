import { expect } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour(
  'a refused location leads to choosing a place by name',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '我附近' }).tap();
    const dialog = page.getByRole('dialog', { name: '选择地点' });
    await dialog.getByText('没有得到定位许可').waitFor({ timeout: 15_000 });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '杭州市' }).tap();
    await dialog.getByRole('button', { name: '西湖区' }).tap();
    await dialog.getByRole('button', { name: '用西湖区' }).tap();
    await expect.poll(() => new URL(page.url()).searchParams.get('place'), { timeout: 15_000 }).toBe('330106');
    await mapSettled(page);
    await expect.poll(() => readView(page)?.lng, { timeout: 15_000 }).toBeCloseTo(120.12, 1);
    await expect
      .poll(() => cards(page).first().locator('.metres').textContent(), { timeout: 15_000 })
      .toMatch(/米|公里/);
  },
  PHONE,
);

detour(
  'an allowed location shows what is near',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '我附近' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('place'), { timeout: 15_000 }).toBe('me');
    await mapSettled(page);
    await expect.poll(() => readView(page)?.lat, { timeout: 15_000 }).toBeCloseTo(29.87, 1);
  },
  { permissions: ['geolocation'], geolocation: { longitude: 121.55, latitude: 29.87 } },
);
