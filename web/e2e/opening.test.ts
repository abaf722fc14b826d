import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { mapSettled, readView } from './map-page.ts';
import { cards, listShown, search } from './results.ts';
import { listTroubles } from './sight.ts';
import { expectAccessible, pageSettled, PHONE, useBrowser, type Device } from './visit.ts';

const { detour } = useBrowser();
const XIHU = { longitude: 120.1214567, latitude: 30.2612345 };
const GRANTED = { permissions: ['geolocation'], geolocation: XIHU } satisfies Device;
const MOST_SHIFT = 0.02;

const question = (page: Page) => page.getByRole('group', { name: '你在哪个城市？' });
/** [west, south, east, north] of the first search after coming from elsewhere. */
const firstBox = async (page: Page, path: string): Promise<number[]> => {
  await page.goto(`${inject('origin')}/find`);
  const asked = page.waitForRequest(/\/api\/search\?.*bbox=/);
  await page.goto(inject('origin') + path);
  return new URL((await asked).url()).searchParams.get('bbox')!.split(',').map(Number);
};
const widthOf = ([west, , east]: number[]) => east! - west!;
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(
            (list.getEntries() as (PerformanceEntry & { value: number })[]).reduce((sum, one) => sum + one.value, 0),
          ),
        ).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 500);
      }),
  );

detour(
  'without a known place the app asks for the city once, goes there and opens there again',
  '/',
  async (page) => {
    await listShown(page);
    const row = question(page);
    await row.getByRole('button', { name: '温州', exact: true }).waitFor();
    await expect.poll(() => row.getByRole('button').count()).toBe(13);
    await pageSettled(page);
    expect(await layoutShift(page)).toBeLessThan(MOST_SHIFT);
    await expect.poll(() => listTroubles(page, { type: 12, target: 44 })).toEqual([]);
    await expectAccessible(page);
    await mapSettled(page);
    await row.getByRole('button', { name: '温州', exact: true }).tap();
    await expect.poll(() => readView(page)?.zoom).toBe(9);
    await expect.poll(() => readView(page)?.lat).toBeCloseTo(28, 0);
    await expect.poll(() => question(page).count()).toBe(0);
    await listShown(page);

    const box = await firstBox(page, '/');
    expect(box[1]! < 28 && box[3]! > 28 && widthOf(box) < 2.5).toBe(true);
    await listShown(page);
    await mapSettled(page);
    await expect.poll(() => readView(page)?.zoom).toBe(9);
    expect(await question(page).count()).toBe(0);
  },
  PHONE,
);

detour(
  'the question for the city is away for good when it is not wanted, and was never asked of who follows a link',
  '/?kind=course',
  async (page) => {
    await listShown(page);
    await pageSettled(page);
    expect(await question(page).count()).toBe(0);
    const { id } = (await search('kind=course&limit=1')).items[0]!;
    for (const path of ['/?map=9/30/120.5', '/?scope=all', `/courses/${id}`]) {
      await page.goto(inject('origin') + path);
      await page.locator('#results:visible a.card, .details h2:visible').first().waitFor();
      await pageSettled(page);
      expect(await question(page).count(), path).toBe(0);
    }
    await page.goto(inject('origin') + '/');
    await question(page).getByRole('button', { name: '不用了，看全省' }).tap();
    await expect.poll(() => question(page).count()).toBe(0);
    await page.reload();
    await listShown(page);
    await pageSettled(page);
    expect(await question(page).count()).toBe(0);
    expect(readView(page)).toBeNull();
  },
  PHONE,
);

detour(
  'in the elder view and in English the question is as easy to answer, also without a pointer',
  '/en',
  async (page) => {
    const row = page.getByRole('group', { name: 'Which city are you in?' });
    await row.getByRole('button', { name: 'Wenzhou' }).waitFor();
    await expect.poll(() => listTroubles(page, { type: 20, target: 48 })).toEqual([]);
    await expectAccessible(page);
    await row.getByRole('button', { name: 'Wenzhou' }).press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).not.toBeNull();
    await expect.poll(() => row.count()).toBe(0);
  },
  { ...PHONE, locale: 'en-GB', before: () => localStorage.setItem('zlm.elder', '1') },
);

detour(
  'where the device may be asked the app opens around it, but not for who follows a link',
  '/find',
  async (page) => {
    const linked = await firstBox(page, '/?kind=course');
    expect(widthOf(linked)).toBeGreaterThan(3);
    await listShown(page);
    expect(readView(page)).toBeNull();

    const box = await firstBox(page, '/');
    expect(box[0]! < XIHU.longitude && box[2]! > XIHU.longitude && widthOf(box) < 0.5).toBe(true);
    await listShown(page);
    await cards(page).locator('.metres').first().waitFor();
    expect(await question(page).count()).toBe(0);
    await mapSettled(page);
    await expect.poll(() => readView(page)?.lng).toBeCloseTo(XIHU.longitude, 2);
  },
  { ...PHONE, ...GRANTED },
);

detour(
  'the app opens at the place that was chosen last',
  '/find',
  async (page) => {
    const box = await firstBox(page, '/');
    expect(box[0]! < 119.64 && box[2]! > 119.64 && widthOf(box) < 1).toBe(true);
    await listShown(page);
    expect(await question(page).count()).toBe(0);
  },
  {
    ...PHONE,
    // Another place than the device is at: what was chosen counts.
    ...GRANTED,
    before: () =>
      localStorage.setItem(
        'zlm.origin',
        JSON.stringify({ place: '330702', name: '婺城区', nameEn: 'Wucheng', lngLat: [119.64, 29.08], accuracy: 0 }),
      ),
  },
);

for (const isTouched of [false, true])
  detour(
    `a device that tells late where it is ${isTouched ? 'moves nobody who has begun' : 'is gone to'}`,
    '/',
    async (page) => {
      await listShown(page);
      expect(readView(page)).toBeNull();
      expect(await question(page).count()).toBe(0);
      await mapSettled(page);
      if (isTouched) await page.keyboard.press('Shift');
      await page.evaluate(() => (window as unknown as { answer: () => void }).answer());
      if (!isTouched) return expect.poll(() => readView(page)?.lng).toBeCloseTo(121.55, 1);
      await pageSettled(page);
      expect(readView(page)).toBeNull();
    },
    { ...PHONE, ...GRANTED, before: answerLater },
  );
/** Runs in the page: the device waits for a sign. */
function answerLater(): void {
  navigator.geolocation.getCurrentPosition = (found) => {
    const coords = { longitude: 121.55, latitude: 29.87, accuracy: 30 } as GeolocationCoordinates;
    (window as unknown as { answer: () => void }).answer = () => found({ coords } as GeolocationPosition);
  };
}
