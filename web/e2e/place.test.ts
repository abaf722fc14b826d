import { expect } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { listShown } from './results.ts';
import { useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour(
  'an allowed location shows what is near',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '我附近' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('place')).toBe('me');
    await mapSettled(page);
    await expect.poll(() => readView(page)?.lat).toBeCloseTo(29.87, 1);
  },
  { permissions: ['geolocation'], geolocation: { longitude: 121.55, latitude: 29.87 } },
);
