import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapSettled, toPath } from './map-page.ts';
import { catchMap } from './rendered.ts';
import { cards, expectFound, listShown, readCounts, search } from './results.ts';
import { serveCopy } from './served-copy.ts';
import { DESKTOP, expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const WITH_WORKER = { serviceWorkers: 'allow', tolerates: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ } as const;
const HANGZHOU = { zoom: 9, lat: 30.25, lng: 120.2 };

/** Until the service worker holds the app and the list that is shown; it waits for the page to be used. */
async function workerReady(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
  await expect.poll(() => keptIn(page, 'search'), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(() => keptIn(page, 'base'), { timeout: 30_000 }).toBeGreaterThan(10);
}
function keptIn(page: Page, plan: string): Promise<number> {
  return page.evaluate(async (plan) => {
    const name = (await caches.keys()).find((key) => key.startsWith(`zlm-${plan}-`));
    return name ? (await (await caches.open(name)).keys()).length : 0;
  }, plan);
}
/** Everything the caches of the page hold, but the files of the app only by their address. */
function readCaches(page: Page): Promise<{ url: string; body: string }[]> {
  return page.evaluate(async () => {
    const kept: { url: string; body: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        // A worker that tidies up meanwhile may have taken it: then it is not kept.
        const answer = await cache.match(request);
        if (!answer) continue;
        const body = name.includes('precache') ? '' : await answer.text();
        kept.push({ url: decodeURIComponent(request.url), body });
      }
    }
    return kept;
  });
}
/** Counts of what the map draws, one for a point. */
async function drawnCounts(page: Page): Promise<number[]> {
  return (await drawn(page, ['points', 'clusters', 'area-bubbles'])).map(({ point_count }) => point_count ?? 1);
}
/** Properties of what layers of the map show. */
function drawn(page: Page, layers: string[]): Promise<{ point_count?: number }[]> {
  return page.evaluate((layers) => {
    const map = (
      window as { caughtMap?: { queryRenderedFeatures: (o: object) => { properties: { point_count?: number } }[] } }
    ).caughtMap!;
    return map.queryRenderedFeatures({ layers }).map(({ properties }) => properties);
  }, layers);
}

journey(
  'without a connection the app opens with list, details, saved things and a map, all marked with their time',
  toPath(HANGZHOU),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await workerReady(page);
    const title = await cards(page).first().locator('.title').innerText();
    await cards(page).first().click();
    await page.getByRole('button', { name: '收藏', exact: true }).click();
    await expect.poll(() => keptIn(page, 'saved')).toBe(1);
    await page.getByRole('button', { name: '返回列表' }).click();

    await pageSettled(page);
    const before = await readCounts(page);
    await page.context().setOffline(true);
    await page.reload();
    await listShown(page);
    await page
      .locator('.scope-line + .kept')
      .getByText(/离线：显示 .*\d\d:\d\d 的内容/)
      .waitFor();
    await expect.poll(() => readCounts(page)).toEqual(before);
    await mapSettled(page);
    await page.getByText('地图离线').waitFor();
    expect((await drawnCounts(page)).length).toBeGreaterThan(0);
    await expectAccessible(page);

    await cards(page).first().click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page
      .locator('.details')
      .getByText(/离线：显示/)
      .waitFor();
    await page.goto(new URL('/saved', page.url()).href);
    await page.locator('.saved .row', { hasText: title }).waitFor();
    await page.getByText('这台设备上次读到的内容').waitFor();

    // Nearer than any tile that was kept: the map is made of what the list has shown.
    const { items } = await search(`bbox=119.5,29.9,120.9,30.6&scope=view&limit=1`);
    const [lng, lat] = items[0]!.place!.lngLat;
    await page.goto(new URL(toPath({ zoom: 12, lat, lng }), page.url()).href);
    await listShown(page);
    await page.locator('.scope-line + .kept').getByText('另一处看过的列表').waitFor();
    await mapSettled(page);
    // Cut out of a tile kept far above: without it the town would lie in the sea.
    await expect.poll(async () => (await drawn(page, ['land'])).length).toBeGreaterThan(0);

    await page.context().setOffline(false);
    await expectFound(page);
    await expect.poll(() => page.locator('.kept-note, .map-kept').count(), { timeout: 30_000 }).toBe(0);
  },
  { ...PHONE, ...WITH_WORKER, before: catchMap },
);

detour(
  'what tells where the person is, is not kept',
  '/?place=330106&near=120.150,30.280,80000',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await page.keyboard.press('Shift');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
    await expect.poll(() => keptIn(page, 'base'), { timeout: 30_000 }).toBeGreaterThan(10);
    await page.reload();
    await listShown(page);
    await mapSettled(page);
    const urls = await page.evaluate(async () => {
      const names = await caches.keys();
      const stores = await Promise.all(names.map((name) => caches.open(name)));
      return (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => url);
    });
    expect(urls.length).toBeGreaterThan(50);
    expect(urls.filter((url) => /near=|origin=|within=|api\/changes/.test(url))).toEqual([]);
  },
  { ...DESKTOP, ...WITH_WORKER },
);

detour(
  'what was typed is in no cache, and without a connection the list says why it is not there',
  toPath(HANGZHOU),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await workerReady(page);
    const field = page.getByRole('combobox', { name: '搜索' });
    for (const typed of ['shufa', 'taijiquan']) {
      await field.fill('');
      await field.pressSequentially(typed);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
      const tile = page.waitForResponse((response) => response.url().includes(`mvt?q=${typed}`));
      await page.goto(new URL(`${toPath(HANGZHOU)}&q=${typed}`, page.url()).href);
      await tile;
      await listShown(page);
      await mapSettled(page);
    }
    const kept = await readCaches(page);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.filter((text) => /shufa|taijiquan|[?&]q=|suggest|understand/.test(text.url + text.body))).toEqual([]);

    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('alert').getByText('输入的文字和地点不会存在这台设备上').waitFor();
    await page.goto(new URL(toPath(HANGZHOU), page.url()).href);
    await listShown(page);
    await page.locator('.scope-line + .kept').waitFor();
  },
  { ...DESKTOP, ...WITH_WORKER },
);

detour(
  'a new build waits until the person takes it, and old answers go with the old one',
  '/',
  async (page) => {
    const copy = await serveCopy();
    try {
      await page.goto(copy.origin);
      await listShown(page);
      await mapSettled(page);
      await workerReady(page);
      // What an older release kept, and what an older worker of this one kept though it was typed.
      await page.evaluate(async () => {
        const own = (await caches.keys()).find((name) => name.startsWith('zlm-search-'))!;
        await (await caches.open('zlm-search-0.0.0-older')).put('/x', new Response('x'));
        await (await caches.open(own)).put('/api/search?q=typed', new Response('{}'));
      });
      await copy.rebuild('second');
      await page.reload();
      await listShown(page);
      const offer = page.getByRole('button', { name: '有新版本，点此更新' });
      await offer.waitFor({ timeout: 60_000 });
      await expect.poll(() => page.locator('body').getAttribute('data-build')).toBeNull();
      await expectAccessible(page);
      await offer.click();
      await page.locator('body[data-build=second]').waitFor({ timeout: 30_000 });
      await listShown(page);
      const older = async () => (await page.evaluate(() => caches.keys())).filter((name) => name.includes('0.0.0'));
      await expect.poll(older).toEqual([]);
      const typed = async () => (await readCaches(page)).filter(({ url }) => url.includes('typed'));
      await expect.poll(typed).toEqual([]);
      await expect.poll(() => offer.count()).toBe(0);
    } finally {
      await copy.close();
    }
  },
  { ...DESKTOP, serviceWorkers: 'allow', tolerates: /other host|ERR_/ },
);

detour(
  'where service workers are forbidden everything else works',
  '/',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await expectFound(page);
    await cards(page).first().click();
    await page.getByRole('button', { name: '收藏', exact: true }).click();
    await page.getByRole('button', { name: '已收藏' }).waitFor();
  },
  {
    ...DESKTOP,
    before: () =>
      Object.defineProperty(Navigator.prototype, 'serviceWorker', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      }),
  },
);
