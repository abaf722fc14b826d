import { expect } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

/** Devices that fail as the Geolocation API says; each runs in the page, alone. */
function failUnavailable(): void {
  const error = { code: 2, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3, message: '' } as const;
  navigator.geolocation.getCurrentPosition = (_, failed) => failed?.(error);
}
function failSlow(): void {
  const error = { code: 3, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3, message: '' } as const;
  navigator.geolocation.getCurrentPosition = (_, failed) => failed?.(error);
}

for (const [what, before, words] of [
  ['a device without a position', failUnavailable, '暂时不能定位'],
  ['a device that takes too long', failSlow, '迟迟没有给出位置'],
] as const) {
  detour(
    `${what} leads to choosing a place by name`,
    '/',
    async (page) => {
      await listShown(page);
      await page.getByRole('button', { name: '我附近' }).tap();
      await page.getByRole('dialog', { name: '选择地点' }).getByText(words).waitFor({ timeout: 15_000 });
    },
    { ...PHONE, before },
  );
}

detour(
  'a position leaves the device rounded and is remembered, and details tell the walk',
  '/',
  async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await listShown(page);
    await page.getByRole('button', { name: '我附近' }).click();
    const away = cards(page)
      .locator('.metres', { hasText: /米|公里/ })
      .first();
    await away.waitFor({ timeout: 15_000 });
    expect(asked.some((url) => url.includes('origin=120.121%2C30.261'))).toBe(true);
    expect(asked.filter((url) => /origin=[^&]*\.\d{4}/.test(url))).toEqual([]);
    // The middle of the map is sent too, as the box of a search.
    await mapSettled(page);
    await expect.poll(() => readView(page)?.lng).toBeCloseTo(120.121, 4);
    await expect.poll(() => readView(page)!.lat).toBeCloseTo(30.261, 4);
    await page.reload();
    await away.waitFor({ timeout: 30_000 });
    await cards(page).first().click();
    const walk = page.locator('.details').getByText(/步行约 \d+ 分钟/);
    await expect.poll(() => walk.first().getAttribute('title')).toContain('每分钟 80 米');
  },
  { permissions: ['geolocation'], geolocation: { longitude: 120.1214567, latitude: 30.2612345 } },
);
