import { expect } from 'vitest';
import { expectDrawn, mapSettled } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

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
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
      await page.getByRole('button', { name: 'Zoom in' }).waitFor();
      await expectAccessible(page);
      await cards(page).first().click();
      await page.getByRole('button', { name: 'Back to the list' }).waitFor();
      await expectAccessible(page);
    },
    { ...options, colorScheme: 'dark', locale: 'en-GB' },
  );
}

detour('changing the language keeps what is shown', '/?map=9.00/30.0000/120.5000&kind=course', async (page) => {
  await listShown(page);
  await mapSettled(page);
  await page.getByRole('button', { name: '菜单' }).click();
  await expectAccessible(page);
  await page.getByText('English', { exact: true }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/en');
  expect(new URL(page.url()).searchParams.get('kind')).toBe('course');
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
});
