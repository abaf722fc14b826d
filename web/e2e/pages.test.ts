import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const A4 = { width: '210mm', height: '297mm' };

async function countSheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ ...A4, preferCSSPageSize: true })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)!.length;
}

journey(
  'with no script: find, read details, go back, narrow down',
  '/',
  async (page) => {
    await page.getByRole('link', { name: '不用脚本也能按条件查找' }).click();
    await page.getByRole('searchbox', { name: '关键词' }).fill('书法');
    await page.getByRole('checkbox', { name: /^活动/ }).check();
    await page.getByRole('button', { name: '查找' }).first().click();
    const { total, items } = await search('q=书法&kind=activity');
    await expect.poll(() => page.locator('.totals b').textContent()).toBe(`共 ${total} 条`);
    const first = page.locator('.items a').first();
    await expect.poll(() => first.textContent()).toBe(items[0]!.title);
    await first.click();
    await page.getByRole('heading', { level: 1, name: items[0]!.title, exact: true }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.goBack();
    await expect.poll(() => page.getByRole('searchbox', { name: '关键词' }).inputValue()).toBe('书法');
    await page.getByLabel('市', { exact: true }).selectOption('330100');
    await page.getByRole('button', { name: '查找' }).first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('division')).toBe('330100');
    await expect.poll(() => page.getByLabel('县（市、区）').count()).toBe(1);
    await page.getByRole('link', { name: '去掉条件：杭州市' }).click();
    await expect.poll(() => page.locator('.totals b').textContent()).toBe(`共 ${total} 条`);
  },
  { ...PHONE, javaScriptEnabled: false },
);

journey(
  'with no script whatever there is can be read and scrolled',
  '/',
  async (page) => {
    const expectScrolled = async () => {
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).overflowY)).toBe('visible');
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const rest = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY);
      await expect.poll(rest).toBeLessThanOrEqual(1);
    };
    await page.getByRole('link', { name: '不用脚本也能按条件查找' }).click({ trial: true });
    await expectScrolled();
    for (const [kind, path] of [
      ['activity', '/activities/'],
      ['institution', '/en/institutions/'],
    ] as const) {
      const { items } = await search(`kind=${kind}&limit=1`);
      await page.goto(`${inject('origin')}${path}${items[0]!.id}`);
      await page.locator('.public-page h1').waitFor();
      await expectScrolled();
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
    }
  },
  { ...PHONE, javaScriptEnabled: false },
);

journey('the list is printed on two pages at most', '/', async (page) => {
  await listShown(page);
  await page.getByRole('link', { name: '打印清单' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/print');
  await expect.poll(() => page.locator('ol li').count()).toBe(34);
  await expect.poll(() => page.locator('svg .pin').count()).toBeGreaterThan(0);
  await expectAccessible(page);
  // Names of the map stand over their middle.
  const anchors = () => page.locator('svg .name').evaluateAll((names) => names.map((one) => getComputedStyle(one)));
  for (const { textAnchor, strokeDasharray } of await anchors())
    expect([textAnchor, strokeDasharray]).toEqual(['middle', 'none']);
  expect(await countSheets(page)).toBeLessThanOrEqual(2);
  for (const query of ['kind=activity&division=330106', 'kind=course&division=330100']) {
    await page.goto(`${inject('origin')}/en/print?${query}`);
    expect(await countSheets(page), query).toBeLessThanOrEqual(2);
  }
});

detour(
  'in English a card and its details say what the title is about and how its place is said',
  '/en?kind=activity&mode=offline&division=330106',
  async (page) => {
    await listShown(page);
    const { items } = await search('kind=activity&mode=offline&division=330106&lang=en');
    const { id, title, place } = (await findWithOthers(items.filter((one) => one.place?.nameGloss)))!;
    const card = page.locator(`#results [data-thing="${id}"]`);
    await expect.poll(() => card.locator('.gloss').textContent()).toMatch(/^Activity · [A-Z]/);
    await expect.poll(() => card.textContent()).toContain(`${place!.nameGloss} · ${place!.name}`);
    await card.click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await expect.poll(() => page.locator('.details div.where').textContent()).toContain(`Say: ${place!.namePinyin}`);
    // The cards of what is alike are the longest.
    await page.locator('.details .shelf a.card').first().waitFor();
    await expect
      .poll(() => page.locator('.details article').evaluate((frame) => frame.scrollWidth - frame.clientWidth))
      .toBe(0);
    await expectAccessible(page);
    await page.goto(`${inject('origin')}/?kind=activity&mode=offline&division=330106`);
    await listShown(page);
    expect(await page.locator('.gloss').count()).toBe(0);
  },
  PHONE,
);

/** One that others are like, nearby and with seats: by the hour those of some are over. */
async function findWithOthers<T extends { id: number; topics: readonly string[]; place: { lngLat: number[] } | null }>(
  items: readonly T[],
): Promise<T | undefined> {
  for (const item of items) {
    const near = `${item.place!.lngLat.map((degrees) => degrees.toFixed(4)).join(',')},5000`;
    const alike = await search(`kind=activity&topic=${item.topics.join(',')}&near=${near}&seats=few,many&scope=all`);
    if (alike.items.some(({ id }) => id !== item.id)) return item;
  }
}

for (const colorScheme of ['light', 'dark'] as const)
  detour(
    `the API is described by parts that the keyboard reaches, with a way back (${colorScheme})`,
    '/api/docs?lang=en',
    async (page) => {
      await page.locator('.opblock-tag').first().waitFor();
      await expect
        .poll(() => page.evaluate(() => document.documentElement.classList.contains('dark-mode')))
        .toBe(colorScheme === 'dark');
      const parts = page.getByRole('navigation', { name: 'Parts' }).getByRole('link');
      const tags = page.locator('.opblock-tag');
      await expect.poll(() => tags.count()).toBe(await parts.count());
      const reports = parts.filter({ hasText: 'Reports' });
      await reports.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toBe('#operations-tag-reports');
      const part = page.locator('#operations-tag-reports');
      await expect.poll(() => part.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.reload();
      await expect.poll(() => part.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
      await page.getByRole('link', { name: 'Find by conditions' }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe('/en/find');
    },
    { ...(colorScheme === 'dark' ? PHONE : DESKTOP), colorScheme },
  );

detour(
  'the elder view chosen in the app holds on the pages of the server',
  '/',
  async (page) => {
    await listShown(page);
    await page.getByRole('button', { name: '长辈版' }).first().click();
    for (const path of ['/find?topic=calligraphy', '/print?topic=calligraphy', '/api/docs']) {
      await page.goto(inject('origin') + path);
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  },
  PHONE,
);

journey('the app takes the place of what the server wrote', '/topics/calligraphy', async (page) => {
  await listShown(page);
  await expect.poll(() => new URL(page.url()).searchParams.get('topic')).toBe('calligraphy');
  await expect.poll(() => page.locator('.public-page').count()).toBe(0);
});

for (const [name, device] of [
  ['a phone', PHONE],
  ['a wide screen', DESKTOP],
] as const) {
  detour(
    `the form is accessible and fits on ${name}, also when something is wrong`,
    '/en/find?from=abc&topic=calligraphy',
    async (page) => {
      await page.getByRole('alert').waitFor();
      await expectAccessible(page);
      await page.goto(`${inject('origin')}/find?topic=calligraphy`);
      await expectAccessible(page);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    },
    { ...device, tolerates: /400/, colorScheme: name === 'a phone' ? 'dark' : 'light' },
  );
}
