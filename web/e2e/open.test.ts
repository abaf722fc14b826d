import { expect, inject } from 'vitest';
import { expectDrawn, mapSettled } from './map-page.ts';
import { expectTotal, listShown, search } from './results.ts';
import { listTileFeatures } from './tiles.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey } = useBrowser();

for (const [device, options] of [['a wide screen'], ['a phone', PHONE]] as const) {
  journey(
    `opening shows list, map and totals that agree on ${device}`,
    '/',
    async (page) => {
      await listShown(page);
      const answer = await search();
      const counts = await expectTotal(page, answer.total);
      expect(counts.unplaced).toBe(answer.unplaced);
      await mapSettled(page);
      await expectDrawn(page);
      for (const zoom of [6, 9]) {
        const features = await listTileFeatures(inject('origin'), zoom);
        expect(features.reduce((sum, { count }) => sum + count, 0)).toBe(answer.total - answer.unplaced);
      }
      await expectAccessible(page);
    },
    options,
  );
}
