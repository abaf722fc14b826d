import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { catchMap, readBubbles, readNames, type Bubble } from './rendered.ts';
import { expectTotal, listShown, search } from './results.ts';
import { listTileFeatures } from './tiles.ts';
import { DESKTOP, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const origin = inject('origin');
const PROVINCE = { zoom: 6, lat: 29.2, lng: 120.5 };
const CITIES = 11;

/** The bubbles on screen once they are those of all tiles of the zoom. */
async function bubblesOf(page: Page, zoom: number, query = ''): Promise<Bubble[]> {
  const told = await listTileFeatures(origin, zoom, query);
  const expected = told.map(({ count, properties }) => `${properties.division} ${count}`).sort();
  const drawn = async () => (await readBubbles(page)).map(({ code, count }) => `${code} ${count}`).sort();
  await expect.poll(drawn).toEqual(expected);
  return readBubbles(page);
}
const sum = (bubbles: readonly Bubble[]) => bubbles.reduce((all, { count }) => all + count, 0);
const find = (bubbles: readonly Bubble[], code: string) => bubbles.find((bubble) => bubble.code === code)!;

journey(
  'under every filter a bubble per city counts what has a place, and stays where it is',
  toPath(PROVINCE),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const all = await bubblesOf(page, 6);
    expect(all.length).toBeGreaterThanOrEqual(CITIES);
    const { total, unplaced } = await search();
    expect(sum(all)).toBe(total - unplaced);
    await page.getByRole('button', { name: '免费', exact: true }).click();
    const free = await search('price=free');
    const counts = await expectTotal(page, free.total);
    const some = await bubblesOf(page, 6, 'price=free');
    expect(sum(some)).toBe(counts.total - counts.unplaced);
    for (const { code, x, y } of some) expect(find(all, code)).toMatchObject({ x, y });
    for (const layer of ['city-names', 'bare-city-names'] as const)
      await expect.poll(() => readNames(page, layer)).toEqual([]);
  },
  { ...DESKTOP, before: catchMap },
);

journey(
  'three taps lead from the province to stacks, and one more opens one',
  toPath(PROVINCE),
  async (page) => {
    await listShown(page);
    // With the list down, most of what a tap leads to is seen.
    await page.locator('.sheet .handle').focus();
    await page.keyboard.press('ArrowDown');
    await mapSettled(page);
    await tapBubble(page, 6, '330100');
    await expect.poll(() => readView(page)?.zoom).toBeGreaterThanOrEqual(8);
    await mapSettled(page);
    expect(await readNames(page, 'county-names')).toEqual([]);
    // Only what has no bubble is named by the ground.
    expect(await readNames(page, 'bare-county-names')).not.toContain('西湖区');
    await tapBubble(page, Math.floor(readView(page)!.zoom), '330106');
    await expect.poll(() => readView(page)?.zoom).toBeGreaterThanOrEqual(10);
    await mapSettled(page);
    await tapFullest(page, 'clusters');
    await expect.poll(() => readView(page)?.zoom).toBeGreaterThanOrEqual(14);
    await mapSettled(page);
    await tapFullest(page, 'stack-counts');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBeNull();
  },
  { ...PHONE, before: catchMap },
);

async function tapBubble(page: Page, zoom: number, code: string): Promise<void> {
  const told = (await listTileFeatures(origin, zoom)).find(({ properties }) => properties.division === code);
  await expect.poll(async () => find(await readBubbles(page), code)?.count).toBe(told!.count);
  const { x, y } = find(await readBubbles(page), code);
  await page.touchscreen.tap(x, y);
}

/** Taps what counts most of what is clear of the sheet and the header. */
async function tapFullest(page: Page, layer: 'clusters' | 'stack-counts'): Promise<void> {
  const seen = await page.evaluate((layer) => {
    const sheet = document.querySelector('.sheet')!.getBoundingClientRect();
    const header = document.querySelector('header')!.getBoundingClientRect();
    const map = (window as never as { caughtMap: MapLike }).caughtMap;
    return map
      .queryRenderedFeatures({ layers: [layer] })
      .map(({ properties, geometry }) => ({ count: properties.point_count, ...map.project(geometry.coordinates) }))
      .filter(({ x, y }) => x > 30 && x < innerWidth - 70 && y > header.bottom + 30 && y < sheet.top - 30)
      .sort((a, b) => b.count - a.count);
  }, layer);
  const [fullest] = seen;
  if (!fullest) throw new Error(`nothing of ${layer} is in reach`);
  await page.touchscreen.tap(fullest.x, fullest.y);
}
interface MapLike {
  queryRenderedFeatures: (options: object) => {
    properties: { point_count: number };
    geometry: { coordinates: [number, number] };
  }[];
  project: (lngLat: [number, number]) => { x: number; y: number };
}

const hangzhou = find(
  (await listTileFeatures(origin, 7)).map(({ count, lng, lat, properties }) => {
    return { count, x: lng, y: lat, code: String(properties.division) };
  }),
  '330100',
);

detour(
  'Enter opens the city whose bubble is in the middle of the map',
  toPath({ zoom: 7, lng: hangzhou.x, lat: hangzhou.y }),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await expect.poll(async () => find(await readBubbles(page), '330100')?.count).toBe(hangzhou.count);
    await page.locator('canvas').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => readView(page)?.zoom).toBeGreaterThanOrEqual(8);
  },
  { ...DESKTOP, before: catchMap },
);

detour(
  'cities where nothing is left keep their names on the ground',
  toPath(PROVINCE, 'division=330100'),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await expect.poll(async () => (await readBubbles(page)).map(({ code }) => code)).toEqual(['330100']);
    await expect.poll(async () => (await readNames(page, 'bare-city-names')).length).toBe(CITIES - 1);
    expect(await readNames(page, 'bare-city-names')).not.toContain('杭州市');
  },
  { ...DESKTOP, before: catchMap },
);
