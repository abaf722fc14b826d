import { expect, inject } from 'vitest';
import { locateOnPage, mapSettled, readView, toPath, type View } from './map-page.ts';
import { expectTotal, listShown, readCounts } from './results.ts';
import { listTileFeatures, type TileFeature } from './tiles.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const origin = inject('origin');
const ZOOM = 10; // the first with rings

/** The fullest one of a layer: it lies on top of its neighbours. */
async function findFullest(zoom: number, layer: TileFeature['layer'], within?: TileFeature): Promise<TileFeature> {
  const all = await listTileFeatures(origin, zoom, '', within && bboxOf(within));
  const features = all.filter((feature) => feature.layer === layer);
  const [fullest] = features.sort((a, b) => b.count - a.count);
  if (!fullest) throw new Error(`there is nothing in the layer ${layer} at zoom ${zoom}`);
  return fullest;
}
function bboxOf({ properties }: TileFeature) {
  return [properties.west, properties.south, properties.east, properties.north].map(Number) as [
    number,
    number,
    number,
    number,
  ];
}

const cluster = await findFullest(ZOOM, 'clusters');
const start: View = { zoom: ZOOM, lat: cluster.lat - 0.02, lng: cluster.lng - 0.04 };

for (const [walk, gesture, options] of [
  [detour, 'click'],
  [journey, 'tap', PHONE],
] as const) {
  walk(
    `a ${gesture} on a cluster goes in until it splits`,
    toPath(start),
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      const { x, y } = await locateOnPage(page, start, cluster);
      if (gesture === 'tap') await page.touchscreen.tap(x, y);
      else await page.mouse.click(x, y);
      await expect.poll(() => readView(page)?.zoom).toBeGreaterThan(ZOOM);
      await mapSettled(page);

      const { zoom } = readView(page)!;
      const parts = await listTileFeatures(origin, Math.min(16, Math.floor(zoom)), '', bboxOf(cluster));
      expect(parts.length).toBeGreaterThan(1);
      await expect.poll(async () => (await readCounts(page))?.inView).toBeGreaterThanOrEqual(cluster.count);
    },
    options,
  );
}

detour('Enter opens the cluster in the middle of the map', toPath({ ...start, ...middleOf(cluster) }), async (page) => {
  await listShown(page);
  await mapSettled(page);
  await page.locator('canvas').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => readView(page)?.zoom).toBeGreaterThan(ZOOM);
});

const crowd = await findFullest(11, 'clusters', cluster);
const stack = await findFullest(14, 'points', crowd);

detour('a stack lists all that is at its spot', toPath({ zoom: 15, ...middleOf(stack) }), async (page) => {
  await listShown(page);
  await mapSettled(page);
  const { x, y } = await locateOnPage(page, { zoom: 15, ...middleOf(stack) }, stack);
  await page.mouse.click(x, y);
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBeNull();
  await expectTotal(page, stack.count);
  await expectAccessible(page);
});

function middleOf({ lng, lat }: TileFeature) {
  return { lng, lat };
}
