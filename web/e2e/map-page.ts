import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { toWorld } from './tiles.ts';

const WORLD_PX = 512; // width of the world at zoom 0

export interface View {
  zoom: number;
  lat: number;
  lng: number;
}

/** Until the map has drawn all it wants to draw. */
export async function mapSettled(page: Page): Promise<void> {
  await page.waitForSelector('[data-idle]', { state: 'attached', timeout: 60_000 });
}

/** An address that opens the map on a view, with the precision the app keeps. */
export function toPath({ zoom, lat, lng }: View, query = ''): string {
  return `/?map=${zoom.toFixed(2)}/${lat.toFixed(4)}/${lng.toFixed(4)}${query && `&${query}`}`;
}

/** The view the address tells; null when it tells none. */
export function readView(page: Page): View | null {
  const [zoom, lat, lng] = (new URL(page.url()).searchParams.get('map') ?? '').split('/').map(Number);
  return zoom !== undefined && lat !== undefined && lng !== undefined ? { zoom, lat, lng } : null;
}

/** Where on the page a spot is drawn while the middle of the free part of the map shows `view`. */
export async function locateOnPage(page: Page, view: View, spot: { lng: number; lat: number }) {
  const middle = await findMiddle(page);
  const size = WORLD_PX * 2 ** view.zoom;
  const at = toWorld(spot.lng, spot.lat);
  const center = toWorld(view.lng, view.lat);
  return { x: middle.x + (at.x - center.x) * size, y: middle.y + (at.y - center.y) * size };
}

/** The middle of what header and sheet leave free of the map. */
async function findMiddle(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const map = document.querySelector('canvas')!.getBoundingClientRect();
    const sheet = document.querySelector('.sheet:not(.flat)')?.getBoundingClientRect();
    const header = sheet && document.querySelector('header')?.getBoundingClientRect();
    const top = Math.max(map.top, header?.bottom ?? map.top);
    const bottom = Math.min(map.bottom, sheet?.top ?? map.bottom);
    return { x: (map.left + map.right) / 2, y: (top + bottom) / 2 };
  });
}

/** The map shows more than one colour: a blank canvas packs into a few kilobytes. */
export async function expectDrawn(page: Page): Promise<void> {
  const picture = await page.locator('canvas').screenshot();
  expect(picture.length).toBeGreaterThan(25_000);
}
