import { KINDS, traitsOf } from '@zlm/server/contract/kinds';
import { expect, inject } from 'vitest';
import { entries } from '../src/things/registry.ts';
import { isOnList, openThing, walkEntry } from './frame-walk.ts';
import { byKeyboard, byMouse, byTouch } from './hands.ts';
import { mapSettled, readView } from './map-page.ts';
import { expectTotal, listShown, search } from './results.ts';
import { standInVoice } from './voice.ts';
import { DESKTOP, expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const VIEW = 'map=10.6/30.26/120.17'; // as the app writes it
const PLACED = '&scope=view&bbox=118,27,123,31.2';

for (const [name, device, hands] of [
  ['a wide screen', DESKTOP, byMouse],
  ['a phone', PHONE, byTouch],
] as const) {
  detour(
    `every module is reached from the map and left to the same view in three actions on ${name}`,
    `/?kind=activity&${VIEW}`,
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      for (const entry of entries.filter(isOnList)) await walkEntry(page, hands, entry);
      await openThing(page);
      for (const entry of entries.filter((one) => !isOnList(one))) await walkEntry(page, hands, entry);
    },
    { ...device, before: standInVoice },
  );
  detour(
    `things of every kind are read and left to the same list on ${name}`,
    '/',
    async (page) => {
      for (const kind of KINDS) {
        const { id, place } = (await search(`kind=${kind}&limit=1${traitsOf(kind).places === 'none' ? '' : PLACED}`))
          .items[0]!;
        // In the middle, its pin need not be brought there.
        const view = place ? `map=13/${place.lngLat[1]}/${place.lngLat[0]}` : `scope=all&${VIEW}`;
        await page.goto(`${inject('origin')}/?kind=${kind}&${view}`);
        await listShown(page);
        await mapSettled(page);
        await pageSettled(page);
        const before = page.url();
        await hands.press(page.locator(`#results [data-thing="${id}"]`).first());
        await page.locator('.details h2').waitFor();
        await hands.press(page.getByRole('button', { name: '返回列表' }));
        await expect.poll(() => page.url(), { message: kind }).toBe(before);
      }
    },
    device,
  );
}

detour(
  'tabs are links with addresses: Back and a reload work, the title and the mark follow, the map stays',
  `/?kind=course&${VIEW}`,
  async (page) => {
    const current = () => page.locator('.tabs [aria-current=page]').allTextContents();
    const path = () => new URL(page.url()).pathname;
    const tab = (name: string) => page.locator('.tabs').getByRole('link', { name, exact: true });
    await listShown(page);
    await mapSettled(page);
    await pageSettled(page);
    const { search: asked } = new URL(page.url());
    await expect.poll(current).toEqual(['地图']);
    for (const [name, address, title] of [
      ['日程', '/schedule', /^日程/],
      ['学习', '/learning', /^学习/],
      ['我的', '/me', /^我的/],
    ] as const) {
      await tab(name).tap();
      await expect.poll(path).toBe(address);
      await expect.poll(() => page.title()).toMatch(title);
      await expect.poll(current).toEqual([name]);
      await page.locator('.tab-page h2').first().waitFor();
      await expectAccessible(page);
      expect(new URL(page.url()).search).toBe(asked);
    }
    await page.goBack();
    await expect.poll(path).toBe('/learning');
    await page.reload();
    await page.locator('.tab-page h2').first().waitFor();
    await expect.poll(current).toEqual(['学习']);
    await page.getByRole('button', { name: '回到地图' }).tap();
    await expect.poll(path).toBe('/');
    await expectTotal(page, (await search('kind=course')).total);
    await mapSettled(page);
    await expect.poll(() => readView(page)?.zoom).toBe(10.6);
  },
  PHONE,
);

detour(
  'by keyboard the rail comes first, a tab takes the focus into its page and gives it back',
  `/?${VIEW}`,
  async (page) => {
    await listShown(page);
    const schedule = page.locator('.tabs').getByRole('link', { name: '日程' });
    await byKeyboard.press(schedule);
    const holdsFocus = (selector: string) =>
      page.evaluate((selector) => document.activeElement?.matches(selector), selector);
    await expect.poll(() => holdsFocus('.tab-page')).toBe(true);
    await page.keyboard.press('Tab');
    await expect.poll(() => holdsFocus('.tab-page a')).toBe(true);
    await byKeyboard.press(page.getByRole('button', { name: '回到地图' }));
    await expect.poll(() => schedule.evaluate((link) => link === document.activeElement)).toBe(true);
  },
);

detour(
  'courses and resources of the province by topic, whatever the map is filtered by',
  `/learning?kind=activity&price=free&${VIEW}`,
  async (page) => {
    const { total, facets } = await search('kind=course');
    await page.getByRole('status').getByText(`共 ${total} 条`).waitFor();
    const topic = page.locator('.topics .topic').nth(1);
    await topic.tap();
    await expect.poll(() => topic.getAttribute('aria-pressed')).toBe('true');
    const counts = Object.values(facets['topic']!);
    const shown = Number((await topic.locator('.count').innerText()).replaceAll(',', ''));
    expect(counts).toContain(shown);
    await page.getByRole('status').getByText(`共 ${shown} 条`).waitFor();
    expect(new URL(page.url()).searchParams.get('price')).toBe('free');
    await page.getByRole('link', { name: '在地图和列表里看' }).tap();
    await expectTotal(page, shown);
    await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('course');
  },
  PHONE,
);

detour('an embedded map has no tabs', '/embed?kind=course', async (page) => {
  await page.locator('.card').first().waitFor();
  await expect.poll(() => page.locator('.tabs').count()).toBe(0);
});
