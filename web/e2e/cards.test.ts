import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { cards, expectFound, listShown } from './results.ts';
import { listTroubles } from './sight.ts';
import { DESKTOP, expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const NEAR = '?place=330106&map=10.60/30.2600/120.1700&scope=all';
const PAGE = 20; // cards of the first page
const TALLEST = 96; // px of a card
const GLOSSED = 112; // px of one that says in English what its title is about
const LINE = 32; // px of the count line

interface Seen {
  height: number;
  tags: number;
  drawn: boolean;
  cut: string[];
}
/** What a person sees of each card; `cut`: what does not say all of itself, the title aside. */
function readCards(page: Page): Promise<Seen[]> {
  return cards(page).evaluateAll((all) =>
    all.map((card) => {
      const parts = Array.from(card.querySelectorAll<HTMLElement>('.when, .badge, .metres'));
      const right = card.getBoundingClientRect().right;
      return {
        height: card.getBoundingClientRect().height,
        tags: card.querySelectorAll('.tags .badge').length,
        drawn: (card.querySelector<SVGGraphicsElement>('.drawing use')?.getBBox().width ?? 0) > 10,
        cut: parts
          .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > right)
          .map((part) => part.textContent),
      };
    }),
  );
}
async function expectCards(page: Page, tallest: number): Promise<void> {
  await listShown(page);
  await expect.poll(async () => (await readCards(page)).filter(({ drawn }) => drawn).length).toBe(PAGE);
  const seen = await readCards(page);
  expect(seen.filter(({ height }) => height > tallest)).toEqual([]);
  expect(seen.filter(({ tags }) => tags > 2)).toEqual([]);
  expect(seen.flatMap(({ cut }) => cut)).toEqual([]);
}
const countLine = (page: Page) => page.locator('.scope-line');
const heightOf = async (page: Page) => (await countLine(page).boundingBox())?.height;

for (const [lang, path, tallest, when] of [
  ['zh-CN', '/', TALLEST, /\d\d:\d\d–\d\d:\d\d/],
  ['en', '/en', GLOSSED, /\d\d:\d\d–\d\d:\d\d/],
] as const) {
  journey(
    `a card is a picture, a title, when with its end, where and how far, and two tags at most; ${lang}`,
    path + NEAR,
    async (page) => {
      await expectCards(page, tallest);
      await expect.poll(() => cards(page).filter({ hasText: when }).count()).toBeGreaterThan(5);
      // A whole title stays the name of the card, however little of it is seen.
      const title = (await cards(page).first().locator('.title').textContent())!;
      await page.getByRole('link', { name: title }).first().waitFor();
      // Said once over them all.
      expect(
        await page
          .locator('#results')
          .getByText(/^(演示数据|Demo)$/)
          .count(),
      ).toBe(1);
      await expectFound(page);
      expect(await heightOf(page)).toBe(LINE);
      // Three whole ones at the half stop.
      const bottom = (await page.locator('.tabs').boundingBox())!.y;
      const boxes = await Promise.all((await cards(page).all()).slice(0, 5).map((card) => card.boundingBox()));
      expect(boxes.filter((box) => box!.y + box!.height <= bottom + 0.5).length).toBeGreaterThanOrEqual(3);
    },
    PHONE,
  );
}

/** As many as a province has, in an answer of a few. */
async function tellMany(page: Page): Promise<void> {
  await page.route(/\/api\/search\?/, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as Record<string, unknown>;
    const many = {
      inView: 123_937,
      elsewhere: 10_825,
      online: 53_757,
      unlocated: 596,
      unplaced: 54_353,
      total: 189_115,
    };
    await route.fulfill({ response, json: { ...answer, ...many } });
  });
}
for (const [lang, path, name] of [
  ['zh-CN', '/', /^一共/],
  ['en', '/en', /^All/],
] as const) {
  detour(
    `the count line is one line with the numbers of a province too; ${lang}`,
    path,
    async (page) => {
      await expect.poll(() => countLine(page).textContent()).toContain('189,115');
      expect(await heightOf(page)).toBe(LINE);
      await page.getByRole('button', { name }).waitFor();
      await page.setViewportSize(DESKTOP.viewport!);
      await expect.poll(() => heightOf(page)).toBe(LINE);
    },
    { ...PHONE, prepare: tellMany },
  );
}

detour(
  'on a very small phone nothing of a card or of the count line is cut, in English either',
  `/en${NEAR}`,
  async (page) => {
    await listShown(page);
    await pageSettled(page);
    expect((await readCards(page)).flatMap(({ cut }) => cut)).toEqual([]);
    await expect.poll(() => listTroubles(page, { type: 12, target: 44 })).toEqual([]);
  },
  { ...PHONE, viewport: { width: 320, height: 568 } },
);

journey(
  'the count line stands over the list alone, and what is read has none',
  `/${NEAR}`,
  async (page) => {
    await listShown(page);
    await countLine(page).waitFor();
    await cards(page).first().click();
    await page.locator('.details h2').waitFor();
    await expect.poll(() => countLine(page).count()).toBe(0);
    await page.goBack();
    await expectFound(page);
  },
  DESKTOP,
);

journey(
  'a shortcut is one tap, tells that it is set, and the button beside it counts what is',
  '/',
  async (page) => {
    await listShown(page);
    const params = () => Object.fromEntries(new URL(page.url()).searchParams);
    const shortcut = (name: string) => page.locator('.shortcuts').getByRole('button', { name, exact: true });
    expect(await page.locator('.shortcuts button').count()).toBeLessThanOrEqual(10);
    await shortcut('今天').tap();
    await expect.poll(params).toMatchObject({ when: 'today' });
    await shortcut('本周末').tap();
    await expect.poll(params).toMatchObject({ when: 'weekend' });
    await expect.poll(() => shortcut('今天').getAttribute('aria-pressed')).toBe('false');
    await shortcut('书画').tap();
    await expect.poll(params).toMatchObject({ topic: 'calligraphy,chinese-painting' });
    await expectFound(page, 'when=weekend&topic=calligraphy,chinese-painting');
    await page.getByRole('button', { name: '筛选 3', exact: true }).waitFor();
    // What is set can be taken away where it is listed too.
    await page.getByRole('button', { name: '去掉条件：国画' }).tap();
    await expect.poll(() => shortcut('书画').getAttribute('aria-pressed')).toBe('false');
    // By keyboard the row follows the focus to its end.
    await page.locator('.shortcuts button').last().focus();
    await expect.poll(() => page.locator('.shortcuts').evaluate((row) => row.scrollLeft)).toBeGreaterThan(20);
    await page.keyboard.press('Enter');
    await expect.poll(params).toMatchObject({ topic: 'calligraphy,dance,instruments,singing' });
    await expectAccessible(page);
    await page.getByRole('button', { name: /^筛选/ }).tap();
    const dialog = page.getByRole('dialog', { name: '筛选' });
    await dialog.locator('summary', { hasText: '时间' }).getByText('本周末').waitFor();
    await dialog.getByRole('button', { name: '清除' }).tap();
    await expect.poll(params).toEqual({});
  },
  PHONE,
);
