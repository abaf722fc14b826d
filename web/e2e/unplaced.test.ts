import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';
import { connectToDatabase, insertInstitution, type Writer } from './database.ts';
import { cards, expectTotal, listShown, readParts, search } from './results.ts';
import { expectAccessible, pageSettled, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const UNLOCATED = ['寂照书院', '寂照线下课'];
const ONLINE = ['寂照线上课', '寂照双线课'];
const BARE = '空山讲堂';

let writer: Writer;
let sample: { institution: number; bare: number; offline: number; online: number; mixed: number };

beforeAll(async () => {
  writer = await connectToDatabase();
  const [institution, bare] = [await insertInstitution(writer, UNLOCATED[0]!), await insertInstitution(writer, BARE)];
  const insert = async (title: string, mode: string): Promise<number> => {
    const { rows } = await writer.query<{ id: number }>(
      `INSERT INTO activities (state, source_system, source_id, title, institution_id, mode, format, topics,
         starts_time, ends_time, session_dates)
       SELECT 'published', 'journey', $1, $1, $2, $3, format, topics,
         '18:30', '20:30', ARRAY[(now() + interval '1 day')::date]
       FROM activities LIMIT 1 RETURNING id`,
      [title, institution, mode],
    );
    return Number(rows[0]!.id);
  };
  const offline = await insert(UNLOCATED[1]!, 'offline');
  const [online, mixed] = [await insert(ONLINE[0]!, 'online'), await insert(ONLINE[1]!, 'mixed')];
  sample = { institution, bare, offline, online, mixed };
  // An organiser nobody has told the server of is no filter yet.
  const isKnown = async () => {
    expect((await search(`institution=${institution}`)).total).toBe(4);
    expect((await search(`institution=${bare}`)).total).toBe(1);
  };
  await vi.waitFor(isKnown, { timeout: 15_000 });
});
afterAll(async () => {
  await writer.query('DELETE FROM activities WHERE institution_id = $1', [sample.institution]);
  await writer.query('DELETE FROM institutions WHERE id = ANY($1)', [[sample.institution, sample.bare]]);
  await writer.end();
});

const own = (query = '') => `/?institution=${sample.institution}${query}`;
const go = (page: Page, path: string) => page.goto(inject('origin') + path);
const titles = async (page: Page) => (await cards(page).locator('.title').allInnerTexts()).sort();
const part = (page: Page, name: RegExp) => page.locator('.scope-line').getByRole('button', { name });
const pressed = (page: Page) => page.locator('.scope-line [aria-pressed=true] .name').allInnerTexts();

detour(
  'unplaced things: what is online and what has no position stand apart where there are both',
  '/',
  async (page) => {
    await go(page, own());
    await expectTotal(page, 4);
    expect(await readParts(page)).toEqual({ 这里: '0', 别处: '0', 网上: '2', 无位置: '2', 一共: '4' });
    await page.getByRole('heading', { name: '这里没有' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '看没有地图位置的 2 条' }).click();
    await expect.poll(() => titles(page)).toEqual(UNLOCATED.toSorted());
    expect(await pressed(page)).toEqual(['无位置']);
    expect(await cards(page).getByText('没有地图位置', { exact: true }).count()).toBe(2);
    await part(page, /^网上/).click();
    await expect.poll(() => titles(page)).toEqual(ONLINE.toSorted());
    expect(await cards(page).getByText('没有地图位置').count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('scope')).toBe('online');
    await page.goBack();
    await expect.poll(() => titles(page)).toEqual(UNLOCATED.toSorted());
    // A link of before has both.
    await go(page, own('&scope=unplaced'));
    await expect.poll(() => titles(page)).toEqual([...UNLOCATED, ...ONLINE].toSorted());
    expect(await pressed(page)).toEqual(['网上', '无位置']);
  },
  PHONE,
);

detour('unplaced things: where there is one class it alone is named', '/', async (page) => {
  await go(page, own('&mode=offline'));
  await expectTotal(page, 1);
  expect(await readParts(page)).toEqual({ 这里: '0', 别处: '0', 无位置: '1', 一共: '1' });
  await page.getByRole('button', { name: '看没有地图位置的 1 条' }).waitFor();
  expect(await page.getByText(/网上/).count()).toBe(0);
  await go(page, own('&mode=online'));
  await expectTotal(page, 1);
  expect(await readParts(page)).toEqual({ 这里: '0', 别处: '0', 网上: '1', 一共: '1' });
  await expect.poll(() => titles(page)).toEqual([ONLINE[0]]);
  // A part that is listed stays named when nothing is left in it.
  await go(page, own('&mode=online&scope=unlocated'));
  await expectTotal(page, 1);
  expect(await readParts(page)).toMatchObject({ 网上: '1', 无位置: '0' });
});

detour('unplaced things: details say that no map has it, and offer none', '/', async (page) => {
  for (const [path, place] of [
    [`/activities/${sample.offline}`, '没有地图位置'],
    [`/institutions/${sample.bare}`, '没有地图位置'],
    [`/activities/${sample.mixed}`, '线上线下 · 没有地图位置'],
    [`/activities/${sample.online}`, '线上，不用到场'],
    [`/en/activities/${sample.offline}`, 'No map position'],
  ] as const) {
    await go(page, path);
    const details = page.locator('.details');
    await details.locator('.where').getByText(place, { exact: true }).waitFor();
    await details.getByRole('button', { name: /^(更多|More)$/ }).click();
    expect(await details.getByRole('button', { name: /在地图上看|Show on the map|导航|Directions/ }).count()).toBe(0);
    expect(await details.getByText('WGS-84').count()).toBe(0);
    await expect.poll(() => details.locator('.primary > *').count()).toBe(4);
  }
  await expectAccessible(page);
});

detour('unplaced things: beside a list of the map, in English and in the page of somebody else', '/', async (page) => {
  const { online, unlocated } = await search();
  expect(Math.min(online, unlocated)).toBeGreaterThan(0);
  await go(page, '/en');
  await listShown(page);
  await pageSettled(page);
  expect(Object.keys(await readParts(page))).toEqual(['Here', 'Away', 'Online', 'No spot', 'All']);
  await page.getByRole('button', { name: /more without a map position$/ }).click();
  await expect.poll(() => pressed(page)).toEqual(['No spot']);
  // Where two other tags decide more, they stand there instead.
  const tagsOf = () =>
    cards(page).evaluateAll((all) =>
      all.map((card) => Array.from(card.querySelectorAll('.tags .badge'), (tag) => tag.textContent)),
    );
  const isTold = (tags: (string | null)[]) => tags.includes('No map position');
  await expect.poll(async () => (await tagsOf()).some(isTold)).toBe(true);
  await expect.poll(async () => (await tagsOf()).filter((tags) => tags.length < 2 && !isTold(tags))).toEqual([]);
  await go(page, `/embed?institution=${sample.institution}&scope=unlocated`);
  await page.locator('.card').nth(1).waitFor();
  expect(await readParts(page)).toMatchObject({ 网上: '2', 无位置: '2' });
  expect(await page.locator('.card').getByText('没有地图位置').count()).toBe(2);
  await expectAccessible(page);
});
