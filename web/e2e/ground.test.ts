import { expect } from 'vitest';
import { readBase, readSpotNames } from './base-names.ts';
import { mapSettled, toPath } from './map-page.ts';
import { catchMap, lookAt } from './rendered.ts';
import { listShown } from './results.ts';
import { DESKTOP, pageSettled, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const HANGZHOU = { zoom: 11, lat: 30.25, lng: 120.15 };

for (const colorScheme of ['light', 'dark'] as const) {
  detour(
    `over Hangzhou the ${colorScheme} map shows West Lake, townships and stations, and no name under a pin`,
    toPath(HANGZHOU),
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      await expect
        .poll(async () => {
          const { names, classes, waters, pins, covered } = await readBase(page);
          return {
            lake: waters.includes('west-lake-water') && names['area-names']!.includes('西湖'),
            townships: names['township-names']!.some((name) => /(街道|镇)$/.test(name)),
            station: classes.includes('station'),
            pins: pins > 3,
            covered,
          };
        })
        .toEqual({ lake: true, townships: true, station: true, pins: true, covered: [] });
    },
    { ...DESKTOP, colorScheme, before: catchMap, sharpMap: true },
  );
}

detour(
  'a place is named where its pin is drawn, not where it lies in a cluster',
  toPath({ ...HANGZHOU, zoom: 13 }, 'kind=institution'),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    for (const zoom of [13, 11.5]) {
      await lookAt(page, { ...HANGZHOU, zoom });
      await listShown(page);
      await pageSettled(page);
      await expect.poll(async () => (await readSpotNames(page)).drawn).toBeGreaterThan(0);
      await expect.poll(async () => (await readSpotNames(page)).pinless).toEqual([]);
    }
  },
  { ...DESKTOP, before: catchMap },
);
