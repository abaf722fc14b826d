import type { Activity } from '@zlm/server/contract';
import type { Locator, Page, Request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { connectToDatabase } from './database.ts';
import { download } from './downloads.ts';
import type { Hands } from './hands.ts';
import { readView } from './map-page.ts';
import { cards, expectTotal, search } from './results.ts';
import { pageSettled } from './visit.ts';

/** The core tasks; each looks at what a person would see of its outcome. */
export interface Visit {
  page: Page;
  hands: Hands;
  /** What is done once the outcome is there, to look at it and to go on: no part of the task. */
  after: Hands;
  hasMap: boolean;
}
export const WORD = '书法';
const NARROWED = `q=${WORD}&price=free`;
const XIHU = '330106';
const params = (page: Page) => new URL(page.url()).searchParams;
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });

/** What was opened is gone, and the focus is back where it was. */
async function close({ after }: Visit, panel: Locator, opener: Locator): Promise<void> {
  await after.close(panel, opener);
  await expect.poll(() => panel.count()).toBe(0);
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
}

export async function find({ page, hands }: Visit): Promise<void> {
  const field = page.getByRole('combobox', { name: '搜索' });
  await hands.write(field, WORD);
  await hands.send(field);
  await expectTotal(page, (await search(`q=${WORD}`)).total);
  expect(params(page).get('q')).toBe(WORD);
  await expect.poll(() => cards(page).first().textContent()).toContain(WORD);
}

/** On and off again: what follows is not about the weekend. */
export async function weekend({ page, hands, after }: Visit): Promise<void> {
  const shortcut = page.getByRole('button', { name: '本周末', exact: true });
  const query = `q=${WORD}&price=${params(page).get('price') ?? ''}`.replace(/&price=$/, '');
  await hands.press(shortcut);
  await expectTotal(page, (await search(`${query}&when=weekend`)).total);
  expect(params(page).get('when')).toBe('weekend');
  await expect.poll(() => shortcut.getAttribute('aria-pressed')).toBe('true');
  await after.press(shortcut);
  await expectTotal(page, (await search(query)).total);
}

export async function filter({ page, hands }: Visit): Promise<void> {
  await hands.press(page.getByRole('button', { name: '免费', exact: true }));
  await expectTotal(page, (await search(NARROWED)).total);
  expect(params(page).get('price')).toBe('free');
}

/** By name, as the device refuses to tell where it is. */
export async function choosePlace({ page, hands, after, hasMap }: Visit): Promise<void> {
  await hands.press(page.getByRole('button', { name: '我附近' }));
  const dialog = dialogOf(page, '选择地点');
  await dialog.getByText('没有得到定位许可').waitFor({ timeout: 15_000 });
  const asked = page.waitForRequest(/\/api\/search\?.*origin=120\.1\d*%2C30\.2/);
  for (const name of ['杭州市', '西湖区']) {
    await hands.press(dialog.getByRole('button', { name, exact: true }));
  }
  await expect.poll(() => params(page).get('place')).toBe(XIHU);
  await page.getByRole('button', { name: '离西湖区近' }).waitFor();
  if (hasMap) await expect.poll(() => readView(page)?.lng).toBeCloseTo(120.12, 1);
  await after.press(page.getByRole('button', { name: /^一共/ }));
  const { total, items } = await search(`${NARROWED}&scope=all&${await asked.then(originOf)}`);
  await expectTotal(page, total);
  const measured = cards(page).locator('.metres', { hasText: /米|公里/ });
  const placed = items.filter(({ place }) => place !== null).length;
  expect(placed).toBeGreaterThan(0);
  await expect.poll(() => measured.count()).toBe(placed);
}

const originOf = (request: Request) => `origin=${new URL(request.url()).searchParams.get('origin')!}`;

/** Details of the first that can still be attended. */
export async function readDetails({ page, hands }: Visit): Promise<Activity> {
  const activity = await firstToAttend(page);
  await hands.press(page.locator(`#results [data-thing="${activity.id}"]`));
  await page.getByRole('heading', { level: 2, name: activity.title, exact: true }).waitFor({ timeout: 15_000 });
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/activities/${activity.id}`);
  const details = page.locator('.details');
  await details.getByText(activity.place!.address).first().waitFor();
  await details.getByText(activity.institution.name).first().waitFor();
  return activity;
}
async function firstToAttend(page: Page): Promise<Activity> {
  const ids = await cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-thing')));
  for (const id of ids) {
    const response = await fetch(`${inject('origin')}/api/activities/${id}`);
    const activity = (await response.json()) as Activity;
    if (activity.place && activity.nextSession?.isOn) return activity;
  }
  throw new Error('nothing in the list can be attended');
}

/** A stand-in for the map app of the device: it only has to be asked for the right way. */
export async function navigate(visit: Visit, { place }: Activity): Promise<void> {
  const { page, hands } = visit;
  await page.context().route(/^https:\/\/uri\.amap\.com\//, (route) => route.fulfill({ body: 'AMap' }));
  const opener = page.locator('.details').getByRole('button', { name: '导航' }).first();
  await hands.press(opener);
  const dialog = dialogOf(page, '用哪个地图导航');
  const opened = page.context().waitForEvent('page');
  await hands.press(dialog.getByRole('link', { name: '高德地图' }));
  const app = await opened;
  await app.waitForURL(/^https:\/\/uri\.amap\.com\//);
  expect(params(app).get('to')).toContain(place!.positions.gcj02.join());
  await app.close();
  await page.bringToFront();
  await close(visit, dialog, opener);
}

export async function putInCalendar({ page, hands }: Visit, { title, nextSession }: Activity): Promise<void> {
  const link = page.getByRole('link', { name: /^把 .* 加入日历$/ }).first();
  const text = String(await download(page, () => hands.press(link)));
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(text).toContain(`SUMMARY:${title}`);
  expect(text).toContain(nextSession!.startsAt.slice(0, 19).replace(/[-:]/g, ''));
}

/** Saved, listed among what is saved, and opened from there. */
export async function save({ page, hands, after }: Visit, { id, title }: Activity): Promise<void> {
  await hands.press(page.getByRole('button', { name: '收藏', exact: true }));
  await page.getByRole('button', { name: '已收藏', pressed: true }).waitFor();
  await after.press(page.getByRole('link', { name: '日程', exact: true }));
  await after.press(page.getByRole('link', { name: '收藏', exact: true }));
  await page.getByRole('heading', { name: '收藏与保存的条件' }).waitFor();
  await after.press(page.locator('.saved .row').getByRole('link', { name: title }));
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/activities/${id}`);
  await page.getByRole('button', { name: '已收藏', pressed: true }).waitFor();
}

export async function share(visit: Visit, { id }: Activity): Promise<void> {
  const { page, hands } = visit;
  const opener = page.getByRole('button', { name: '分享', exact: true });
  await hands.press(opener);
  const dialog = dialogOf(page, '分享这一条');
  await hands.press(dialog.getByRole('button', { name: '复制链接' }));
  await dialog.getByRole('status').getByText('已复制').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${inject('origin')}/activities/${id}`);
  await close(visit, dialog, opener);
}

export async function reportMistake({ page, hands, after }: Visit, { id }: Activity): Promise<void> {
  await hands.press(page.locator('.details').getByRole('button', { name: '更多' }));
  await hands.press(page.getByRole('button', { name: '信息有误' }));
  const dialog = dialogOf(page, '信息有误，告诉我们');
  const said = `早到了也没人 ${Date.now()}`;
  await hands.press(dialog.getByRole('radio', { name: '时间不对' }));
  // Words are welcome, not asked for.
  await after.write(dialog.getByLabel('具体情况'), said);
  await hands.press(dialog.getByRole('button', { name: '提交' }));
  const thanks = await dialog.getByText(/^编号 \d+。/).textContent();
  await expect
    .poll(() => storedReport(said))
    .toEqual({
      number: Number(/\d+/.exec(thanks!)![0]),
      reason: 'wrong_time',
      thing: id,
    });
  await after.press(dialog.getByRole('button', { name: '完成' }));
  await expect.poll(() => dialog.count()).toBe(0);
}
async function storedReport(said: string): Promise<unknown> {
  const database = await connectToDatabase();
  try {
    const { rows } = await database.query(
      'SELECT id::int AS number, reason, thing_id::int AS thing FROM reports WHERE body = $1',
      [said],
    );
    expect(rows).toHaveLength(1);
    return rows[0];
  } finally {
    await database.end();
  }
}

/** The same thing under the same conditions, in English. */
export async function changeLanguage({ page, hands, after }: Visit, { id, title }: Activity): Promise<void> {
  await pageSettled(page);
  const before = params(page).toString();
  await hands.press(page.locator('.avatar'));
  await hands.press(page.getByRole('radio', { name: 'English' }));
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  await after.press(page.getByRole('button', { name: 'Back to the map' }));
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/en/activities/${id}`);
  expect(params(page).toString()).toBe(before);
  await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();
  await after.press(page.getByRole('button', { name: 'Back to the list' }));
  await expectTotal(page, (await search(NARROWED)).total);
}
