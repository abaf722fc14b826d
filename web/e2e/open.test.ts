import { expect, inject } from 'vitest';
import { expectDrawn, mapSettled } from './map-page.ts';
import { expectFound, listShown, readCounts, search } from './results.ts';
import { listTileFeatures } from './tiles.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey } = useBrowser();

/** How many of all with a place the tiles of a zoom leave out. */
async function untold(zoom: number): Promise<number> {
  const features = await listTileFeatures(inject('origin'), zoom);
  const { total, unplaced } = await search();
  return total - unplaced - features.reduce((sum, { count }) => sum + count, 0);
}

for (const [device, options] of [
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
] as const) {
  journey(
    `opening shows list, map and totals that agree on ${device}`,
    '/',
    async (page) => {
      await listShown(page);
      await expectFound(page);
      await expect.poll(async () => (await readCounts(page))!.unplaced - (await search()).unplaced).toBe(0);
      await mapSettled(page);
      await expectDrawn(page);
      for (const zoom of [6, 9]) {
        await expect.poll(() => untold(zoom)).toBe(0);
      }
      await expectAccessible(page);
    },
    { ...options, sharpMap: true },
  );
}
