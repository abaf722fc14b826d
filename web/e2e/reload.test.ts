import { expect } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { cards, expectFound, listShown, readCounts } from './results.ts';
import { pageSettled, useBrowser } from './visit.ts';

const { journey } = useBrowser();
const view = { zoom: 9, lat: 29.9, lng: 121.5 };

journey('a reload keeps filters, place on the map, counts and list', toPath(view), async (page) => {
  await listShown(page);
  await mapSettled(page);
  await page.getByRole('button', { name: '免费' }).click();
  await expectFound(page, 'price=free');
  const wide = await readCounts(page);
  await page.locator('canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => readView(page)?.lng).toBeGreaterThan(view.lng);
  await expect.poll(() => readCounts(page)).not.toEqual(wide);
  await pageSettled(page);
  await mapSettled(page);
  const before = { url: page.url(), counts: await readCounts(page), first: await cards(page).first().textContent() };

  await page.reload();
  await listShown(page);
  await mapSettled(page);
  await expect.poll(() => readCounts(page)).toEqual(before.counts);
  await expect.poll(() => page.url()).toBe(before.url);
  await expect.poll(() => cards(page).first().textContent()).toBe(before.first);
});
