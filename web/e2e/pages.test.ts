import { expect, inject } from 'vitest';
import { listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const A4 = { width: '210mm', height: '297mm' };

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
  const pdf = (await page.pdf({ ...A4, preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)!.length).toBeLessThanOrEqual(2);
});

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
