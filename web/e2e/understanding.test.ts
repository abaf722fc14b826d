import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { mapSettled, readView, toPath } from './map-page.ts';
import { expectTotal, listShown, search } from './results.ts';
import { listTroubles } from './sight.ts';
import { listTileFeatures } from './tiles.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const SAID = '杭州免费书法';
const READ = 'division=330100&price=free&topic=calligraphy';
const params = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const sumOf = (features: readonly { count: number }[]) => features.reduce((sum, { count }) => sum + count, 0);

/** Words wait two seconds to be read: none of them while the map is drawn. */
async function say(page: Page, text: string, name = '搜索'): Promise<void> {
  await mapSettled(page);
  await page.getByRole('combobox', { name }).fill(text);
  await page.keyboard.press('Enter');
}

journey(
  'typed words become chips that are explained, exact on the map, and can be taken literally',
  '/',
  async (page) => {
    await listShown(page);
    const { total } = await search(READ);
    const tile = page.waitForRequest((request) =>
      /\/tiles\/learning\/.*division=330100.*price=free/.test(request.url()),
    );
    await say(page, SAID);
    await tile;
    const counts = await expectTotal(page, total);
    expect(params(page)).toMatchObject({ division: '330100', price: 'free', topic: 'calligraphy' });
    expect(params(page)).not.toHaveProperty('q');
    const status = page.getByRole('status').filter({ hasText: '理解' });
    await expect.poll(() => status.textContent()).toBe('「杭州」按地区、「免费」按费用、「书法」按主题理解');
    expect(sumOf(await listTileFeatures(inject('origin'), 9, READ))).toBe(total - counts.unplaced);
    await expect.poll(() => readView(page)?.lng).toBeCloseTo(120.18, 0);
    await expectAccessible(page);

    await page.getByRole('button', { name: '去掉条件：免费' }).click();
    await expectTotal(page, (await search('division=330100&topic=calligraphy')).total);
    await expect.poll(() => status.textContent()).toBe('「杭州」按地区、「书法」按主题理解');

    await page.getByRole('button', { name: '按原文搜索' }).click();
    await expectTotal(page, (await search(`q=${SAID}`)).total);
    expect(params(page)).toMatchObject({ q: SAID });
    expect(params(page)).not.toHaveProperty('division');
    await expect.poll(() => page.getByRole('combobox', { name: '搜索' }).inputValue()).toBe(SAID);
    await page
      .getByRole('status')
      .filter({ hasText: `已按原文搜索「${SAID}」` })
      .waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('results');
    await expectAccessible(page);
    await page.goBack();
    await expectTotal(page, (await search('division=330100&topic=calligraphy')).total);
  },
);

journey(
  'a name stays a word, and what it finds is exact in the view of the map',
  toPath({ zoom: 13, lat: 30.26, lng: 120.16 }),
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const asked = page.waitForRequest((request) => /\/api\/search\?.*q=/.test(request.url()));
    await say(page, '书法');
    const bbox = new URL((await asked).url()).searchParams.get('bbox')!;
    const answer = await search(`q=书法&bbox=${bbox}`);
    const counts = await expectTotal(page, answer.total);
    expect(params(page)).toMatchObject({ q: '书法' });
    expect(counts.inView).toBe(answer.inView);
    expect(counts.inView).toBeGreaterThan(0);
    const [west, south, east, north] = bbox.split(',').map(Number) as [number, number, number, number];
    // From this zoom on each spot is a feature.
    const features = await listTileFeatures(inject('origin'), 14, 'q=书法', [west, south, east, north]);
    const inside = features.filter(({ lng, lat }) => lng >= west && lng <= east && lat >= south && lat <= north);
    expect(sumOf(inside)).toBe(counts.inView);
    expect(sumOf(await listTileFeatures(inject('origin'), 9, 'q=书法'))).toBe(counts.total - counts.unplaced);
  },
);

detour('here needs a place: the words ask for one, and the distance is measured from it', '/', async (page) => {
  await listShown(page);
  await say(page, '附近的太极');
  const dialog = page.getByRole('dialog', { name: '选择地点' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('status').filter({ hasText: '「附近的」要有一个起点' }).waitFor();
  await page.getByRole('button', { name: '选择起点' }).click();
  for (const name of ['杭州市', '西湖区']) await dialog.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => params(page)['near']).toMatch(/^120\.1\d*,30\.2\d*,3000$/);
  const near = params(page)['near']!;
  await expectTotal(page, (await search(`topic=tai-chi-qigong&near=${near}`)).total);
  await page.getByRole('status').filter({ hasText: '「附近的」按距离' }).waitFor();
});

for (const [name, device] of [
  ['a phone', PHONE],
  ['a phone in the elder view', { ...PHONE, before: () => localStorage.setItem('zlm.elder', '1') }],
] as const) {
  detour(
    `in English on ${name}`,
    '/en',
    async (page) => {
      await listShown(page);
      await say(page, 'free evening English in Hangzhou', 'Search');
      await expectTotal(page, (await search('price=free&part=evening&topic=spoken-english&division=330100')).total);
      const status = page.getByRole('status').filter({ hasText: 'Read' });
      await expect
        .poll(() => status.textContent())
        .toContain('“free” as price, “evening” as time, “English” as topic, “Hangzhou” as area');
      await expect.poll(() => status.textContent()).toContain('Left out: in');
      await expectAccessible(page);
      const [type, target] = name === 'a phone' ? [12, 24] : [20, 48];
      await expect.poll(() => listTroubles(page, { type, target })).toEqual([]);
      await page.getByRole('button', { name: 'Search for the words themselves' }).click();
      await expect.poll(() => params(page)['q']).toBe('free evening English in Hangzhou');
    },
    device,
  );
}

journey(
  'with no script the form reads the words too, and says how',
  '/find',
  async (page) => {
    await page.getByRole('searchbox', { name: '关键词' }).fill(SAID);
    await page.getByRole('button', { name: '查找' }).first().click();
    expect(params(page)).toMatchObject({ division: '330100', price: 'free', topic: 'calligraphy' });
    await expect
      .poll(() => page.locator('#reading').textContent())
      .toContain('「杭州」按地区、「免费」按费用、「书法」按主题理解');
    const { total } = await search(READ);
    await expect.poll(() => page.locator('.totals b').textContent()).toBe(`共 ${total.toLocaleString('en')} 条`);
    await page.getByRole('link', { name: '按原文搜索' }).click();
    expect(params(page)).toEqual({ q: SAID });
    await expect.poll(() => page.locator('#reading').count()).toBe(0);
    const literal = await search(`q=${SAID}`);
    await expect
      .poll(() => page.locator('.totals b').textContent())
      .toBe(`共 ${literal.total.toLocaleString('en')} 条`);
  },
  { ...PHONE, javaScriptEnabled: false },
);

journey('what the form without scripts read is accessible', '/find', async (page) => {
  await page.getByRole('searchbox', { name: '关键词' }).fill('附近免费 龙山镇');
  await page.getByRole('button', { name: '查找' }).first().click();
  await page.getByText('「附近」要有一个起点').waitFor();
  await page.getByText('也有同名的').waitFor();
  await expectAccessible(page);
});
