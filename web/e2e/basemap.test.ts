import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { writeStreetMap } from '../../server/src/testing/street-map.ts';
import { expectDrawn, mapSettled, toPath } from './map-page.ts';
import { listDrawnLayers } from './base-names.ts';
import { catchMap, listPins, lookAt } from './rendered.ts';
import { listShown } from './results.ts';
import { startServer, type RunningServer } from './running.ts';
import { DESKTOP, useBrowser } from './visit.ts';

const VIEW = toPath({ zoom: 9.4, lat: 30.1, lng: 120.3 });
const APPROVAL = '浙S(2024)12号';

const servers: { streets: RunningServer; tianditu: RunningServer } = {} as never;
let folder: string;
let pins: string[] = [];

const builtIn = useBrowser();
const streets = useBrowser(() => servers.streets.origin);
const tianditu = useBrowser(() => servers.tianditu.origin);

beforeAll(async () => {
  if (process.env.JOURNEYS === 'core') return;
  folder = await mkdtemp(join(tmpdir(), 'zlm-streets-'));
  const file = join(folder, 'map.pmtiles');
  await writeFile(file, writeStreetMap({ boundaries: true }));
  const approved = { MAP_APPROVAL_NUMBER: APPROVAL };
  servers.streets = await startServer({ BASEMAP: `pmtiles:${file}`, ...approved });
  servers.tianditu = await startServer({
    BASEMAP: 'tianditu',
    TIANDITU_KEY: '0123456789abcdef0123456789abcdef',
    DEMO: '0',
    ...approved,
  });
});
afterAll(async () => {
  await servers.streets?.stop();
  await servers.tianditu?.stop();
  if (folder) await rm(folder, { recursive: true });
});

/** What the map says of itself, beside the scale and where it comes from. */
const caption = async (page: Page) =>
  (await page.locator('.caption').locator('strong, .approval, .sources').allInnerTexts()).join(' · ');
const caught = { ...DESKTOP, before: catchMap, sharpMap: true };

builtIn.detour(
  'the built-in map says that it is schematic',
  VIEW,
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    pins = await listPins(page);
    expect(pins.length).toBeGreaterThan(5);
    await expect.poll(() => caption(page)).toBe('示意图 · 岸线水系 GSHHG，地名与湖山位置约略');
  },
  caught,
);

let asked: string[] = [];
streets.detour(
  'a map file is drawn from our server alone, and moves no pin',
  VIEW,
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await expectDrawn(page);
    await expect.poll(() => listPins(page)).toEqual(pins);
    await expect.poll(() => caption(page)).toBe(`审图号 ${APPROVAL} · Test streets © nobody`);
    expect(asked.filter((path) => path.endsWith('map.pmtiles')).length).toBeGreaterThan(2);
    expect(asked.filter((path) => /^\/basemap\/\d/.test(path))).toEqual([]);
    await lookAt(page, { zoom: 15, lat: 30.25, lng: 120.18 });
    await expect.poll(() => listDrawnLayers(page, ['streets', 'main-roads', 'buildings'])).toHaveLength(3);
    expect(asked.filter((path) => path.startsWith('map:'))).toEqual([]);
  },
  {
    ...caught,
    prepare: (page) => {
      asked = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      page.on('console', (message) => asked.push(message.text()));
      return Promise.resolve();
    },
  },
);

// A stand-in for Tianditu: its servers are not reached, one red tile answers for them.
const RED = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);
tianditu.detour(
  'Tianditu is asked at its own hosts only, for ground and names, with its number on the map',
  '/en',
  async (page) => {
    await mapSettled(page);
    const layers = new Set(asked.map((url) => new URL(url).searchParams.get('LAYER')));
    expect(layers).toEqual(new Set(['vec', 'eva']));
    for (const url of asked) expect(new URL(url).searchParams.get('tk')).toHaveLength(32);
    await expect.poll(() => caption(page)).toBe(`Map approval number ${APPROVAL} · Tianditu`);
    const { data } = await readPixel(page);
    expect(data[0]! - data[2]!).toBeGreaterThan(100);
  },
  {
    ...DESKTOP,
    sharpMap: true,
    prepare: async (page) => {
      asked = [];
      await page.route(/tianditu\.gov\.cn/, (route) => {
        asked.push(route.request().url());
        return route.fulfill({
          contentType: 'image/png',
          headers: { 'access-control-allow-origin': '*' },
          body: RED,
        });
      });
    },
    tolerates: /^other host: https:\/\/t[0-7]\.tianditu\.gov\.cn\//,
  },
);

async function readPixel(page: Page): Promise<{ data: number[] }> {
  const picture = (await page.locator('canvas').screenshot()).toString('base64');
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = document.createElement('canvas').getContext('2d')!;
    context.drawImage(image, -200, -200);
    return { data: Array.from(context.getImageData(0, 0, 1, 1).data) };
  }, picture);
}
