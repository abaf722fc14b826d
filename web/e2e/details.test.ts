import { KINDS } from '@zlm/server/contract';
import { expect } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const journey = useBrowser();
const view = { zoom: 9.5, lat: 30.2, lng: 120.2 };

for (const kind of KINDS) {
  journey(`details of one ${kind} and back to the same map`, toPath(view, `kind=${kind}&scope=all`), async (page) => {
    await listShown(page);
    await mapSettled(page);
    const card = cards(page).first();
    const title = (await card.locator('.title').textContent())!.trim();
    await card.click();
    const heading = page.getByRole('heading', { level: 2, name: title, exact: true });
    await heading.waitFor({ timeout: 15_000 });
    expect(new URL(page.url()).pathname).toMatch(/^\/[a-z-]+\/\d+$/);
    await mapSettled(page);
    await expectAccessible(page);

    await page.goBack();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    await heading.waitFor({ state: 'detached' });
    await mapSettled(page);
    expect(readView(page)).toEqual(view);
    expect(await cards(page).first().locator('.title').textContent()).toContain(title);
  });
}
