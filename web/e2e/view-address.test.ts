import { expect } from 'vitest';
import { mapSettled, toPath } from './map-page.ts';
import { readCounts } from './results.ts';
import { DESKTOP, pageSettled, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

for (const [name, device] of [
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
] as const) {
  detour(
    `an address beyond what the map shows is answered for what it shows, from the first list on, on ${name}`,
    '/find',
    async (page) => {
      for (const view of [
        { zoom: 3, lat: 10, lng: 10 },
        { zoom: 8, lat: 60, lng: 170 },
      ]) {
        const asked = new Set<string>();
        page.on('request', (request) => {
          const url = new URL(request.url());
          const bbox = url.pathname === '/api/search' && url.searchParams.get('bbox');
          // A hundredth of a degree is less than a pixel here.
          if (bbox)
            asked.add(
              bbox
                .split(',')
                .map((degrees) => Number(degrees).toFixed(2))
                .join(),
            );
        });
        await page.goto(new URL(toPath(view), page.url()).href);
        await mapSettled(page);
        await pageSettled(page);
        await expect.poll(() => readCounts(page)).not.toBeNull();
        expect(asked.size, [...asked].join(' ')).toBe(1);
        page.removeAllListeners('request');
      }
    },
    device,
  );
}
