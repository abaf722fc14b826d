import { KINDS, traitsOf } from '@zlm/server/contract/kinds';
import { expect, inject } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { cards, listShown, search } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const view = { zoom: 9.5, lat: 30.2, lng: 120.2 };

for (const kind of KINDS) {
  const walk = kind === 'activity' ? journey : detour;
  walk(`details of one ${kind} and back to the same map`, toPath(view, `kind=${kind}&scope=all`), async (page) => {
    await listShown(page);
    await mapSettled(page);
    const results = page.locator('#results');
    await results.evaluate((list) => list.scrollTo(0, 40));
    const id = (await cards(page).first().getAttribute('data-thing'))!;
    // One of several places has a card of its own.
    const card = page.locator(`#results [data-thing="${id}"]`).first();
    const title = (await card.locator('.title').textContent())!.trim();
    await card.click();
    const heading = page.getByRole('heading', { level: 2, name: title, exact: true });
    await heading.waitFor({ timeout: 15_000 });
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/[a-z-]+\/\d+$/);
    await mapSettled(page);
    await expectAccessible(page);

    await page.goBack();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    await heading.waitFor({ state: 'detached' });
    await mapSettled(page);
    await expect.poll(() => readView(page)).toEqual(view);
    await expect.poll(() => card.locator('.title').textContent()).toContain(title);
    await expect.poll(() => results.evaluate((list) => list.scrollTop)).toBe(40);
  });
}

detour('the page of every kind is accessible', '/', async (page) => {
  for (const kind of KINDS) {
    const { id, title } = (await search(`kind=${kind}&limit=1`)).items[0]!;
    await page.goto(`${inject('origin')}/${traitsOf(kind).folder}/${id}`);
    await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor({ timeout: 15_000 });
    await expectAccessible(page);
  }
});

detour(
  'on a phone the actions stay in reach and everything folded away is accessible',
  '/',
  async (page) => {
    for (const kind of KINDS) {
      const { id } = (await search(`kind=${kind}&limit=1`)).items[0]!;
      await page.goto(`${inject('origin')}/${traitsOf(kind).folder}/${id}`);
      const details = page.locator('.details');
      await details.getByRole('button', { name: '更多' }).tap();
      await details.getByRole('button', { name: '信息有误' }).waitFor();
      await expectAccessible(page);
      await details.evaluate((panel) => panel.scrollTo(0, 400));
      const bar = (await details.locator('.primary').boundingBox())!;
      const panel = (await details.boundingBox())!;
      expect(bar.y - panel.y).toBeLessThan(72);
    }
  },
  PHONE,
);
