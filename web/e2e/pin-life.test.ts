import type { Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { byKeyboard, byMouse, byTouch, type Hands } from './hands.ts';
import { locateOnPage, mapSettled, toPath } from './map-page.ts';
import { classAt, SATURDAYS, send, submit, type Spot } from './pinning.ts';
import { listShown } from './results.ts';
import { holdUntil } from './touch.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';

const { detour } = useBrowser();
const desk = (page: Page) => page.locator('.tab-page');
const form = (page: Page) => page.locator('.details');
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });

const query = <Row extends object>(sql: string, values: unknown[]) =>
  withDatabase((database) => database.query<Row>(sql, values));

/** Who tells the story, on one device and with one pair of hands. */
interface Cast {
  hands: Hands;
  educator: Page;
  moderator: Page;
  guest: Page;
  title: string;
  spot: Spot;
}
/** A class at a spot of the map, written in the form. */
async function write({ hands, educator, title, spot }: Cast): Promise<void> {
  await visit(educator, toPath({ zoom: 16, ...spot }));
  await mapSettled(educator);
  await hands.press(educator.getByRole('button', { name: '发布', exact: true }));
  await hands.press(form(educator).getByRole('button', { name: /^活动/ }));
  await hands.write(form(educator).getByLabel('名称（必填）', { exact: true }), title);
  for (const name of ['主题（必填）', '形式（必填）'])
    await hands.press(form(educator).getByRole('group', { name }).locator('.choice input').first());
  await hands.write(form(educator).getByLabel('用一句话说时间'), SATURDAYS);
  await hands.press(form(educator).getByRole('radio', { name: '线下', exact: true }));
  await hands.press(button(educator, '在地图上点选'));
  const { x, y } = await locateOnPage(educator, { zoom: 16, ...spot }, spot);
  await educator.mouse.click(x, y);
  await hands.write(form(educator).getByLabel('场地名称（必填）'), '听松书院');
  await form(educator).getByLabel('所在区县和街道').waitFor();
  await form(educator)
    .getByText(/^理解为/)
    .waitFor();
  await expectAccessible(educator);
  await hands.press(button(educator, '提交审核'));
  await form(educator).getByText('已提交审核').waitFor();
}
/** In place of what stands in the field. */
async function rewrite({ write }: Hands, field: Locator, text: string): Promise<void> {
  await write(field, '');
  await field.page().keyboard.press('ControlOrMeta+A');
  await field.page().keyboard.insertText(text);
}
/** The moderator opens what waits under the title. */
async function openWaiting({ hands, moderator, title }: Cast): Promise<void> {
  await visit(moderator, '/desk/queue');
  await hands.press(desk(moderator).getByRole('link', { name: title, exact: true }));
  await moderator.getByRole('heading', { name: title, exact: true }).waitFor();
}
/** Of a change, what it takes away and what it brings is seen before. */
async function approve(cast: Cast, change?: [was: string, becomes: string]): Promise<void> {
  await openWaiting(cast);
  if (change)
    await expect
      .poll(() => cast.moderator.locator('del, ins').allInnerTexts())
      .toEqual(change.map((text) => expect.stringContaining(text) as string));
  if (change) await expectAccessible(cast.moderator);
  await cast.hands.press(button(cast.moderator, '通过'));
  await cast.moderator.getByText(`已通过「${cast.title}」`).waitFor();
}
async function giveBack(cast: Cast): Promise<void> {
  const { hands, moderator, title } = cast;
  await openWaiting(cast);
  await hands.press(button(moderator, '退回'));
  await hands.write(moderator.getByLabel('退回的原因（作者会看到）'), '请写明老师');
  await expectAccessible(moderator);
  await hands.press(button(moderator, '确认退回'));
  await moderator.getByText(`已退回「${title}」`).waitFor();
}
async function correct({ hands, educator, title }: Cast): Promise<void> {
  await visit(educator, '/desk/pins');
  await desk(educator).getByText('退回原因：请写明老师').waitFor();
  await expectAccessible(educator);
  await hands.press(desk(educator).getByRole('link', { name: title, exact: true }));
  await hands.press(button(educator, '继续写'));
  await form(educator).getByRole('region', { name: '被退回，请修改' }).getByText('请写明老师').waitFor();
  await expectAccessible(educator);
  // Past all that is right already.
  await hands.press(button(form(educator).getByRole('navigation', { name: '跳到' }), '面向谁'));
  await hands.write(form(educator).getByLabel('老师（选填）'), '沈老师');
  await hands.press(button(educator, '提交审核'));
  await form(educator).getByText('已提交审核').waitFor();
}
/** What is public now, as a guest finds it. */
async function find({ hands, guest, title, spot }: Cast, how: 'list' | 'map'): Promise<void> {
  await visit(guest, toPath({ zoom: 16, ...spot }));
  await listShown(guest);
  if (how === 'list') await hands.press(guest.locator('#results a.card', { hasText: title }));
  else {
    await mapSettled(guest);
    if (hands === byKeyboard) await hands.press(guest.locator('canvas'));
    else {
      const { x, y } = await locateOnPage(guest, { zoom: 16, ...spot }, spot);
      await guest.mouse.click(x, y);
    }
  }
  await form(guest).getByRole('heading', { name: title, exact: true }).waitFor();
  await form(guest).getByText('沈老师').first().waitFor();
}
async function open({ educator, hands, title }: Cast): Promise<void> {
  await visit(educator, '/desk/pins');
  await hands.press(desk(educator).getByRole('link', { name: title, exact: true }));
  await educator.getByRole('region', { name: '经过' }).waitFor();
}
/** Another title: the approved one stays public until the new one is approved too. */
async function edit(cast: Cast, title: string): Promise<void> {
  const { hands, educator, guest } = cast;
  await open(cast);
  await hands.press(button(educator, '修改'));
  await rewrite(hands, form(educator).getByLabel('名称（必填）', { exact: true }), title);
  await hands.press(button(educator, '提交审核'));
  await form(educator).getByText('已提交审核').waitFor();
  await form(guest).getByRole('heading', { name: cast.title, exact: true }).waitFor();
  cast.title = title;
  await approve(cast, ['入门', '提高']);
  await form(guest).getByRole('heading', { name: title, exact: true }).waitFor();
}
async function cancelOne(cast: Cast): Promise<void> {
  const { hands, educator, guest } = cast;
  await open(cast);
  await hands.press(button(educator, '取消、延期、改线上或恢复'));
  await hands.press(educator.getByRole('radio', { name: '取消', exact: true }));
  await hands.press(educator.getByRole('radio', { name: '只有一天' }));
  await hands.choose(educator.getByLabel('哪一天'), 2);
  await hands.write(educator.getByLabel('说明（选填）'), '老师有事');
  await expectAccessible(educator);
  await hands.press(button(educator, '马上公开'));
  await educator.getByText('已公开，居民马上能看到。').waitFor();
  await form(guest).locator('.session', { hasText: '老师有事' }).getByText('已取消').waitFor();
}
async function withdraw({ hands, educator, guest }: Cast): Promise<void> {
  await hands.press(button(educator, '撤下'));
  await hands.write(educator.getByLabel('原因'), '不再开班');
  await hands.press(button(educator, '撤下'));
  await educator.getByText('已撤下。').waitFor();
  await form(guest).getByRole('heading', { name: '这条内容刚刚撤下了' }).waitFor();
  const steps = educator.getByRole('region', { name: '经过' }).locator('li strong');
  expect((await steps.allInnerTexts()).map((text) => text.replace(/（.*/, ''))).toEqual([
    ...['撤下', '已取消', '公开', '通过', '提交审核', '开始写'],
    ...['公开', '通过', '提交审核', '退回', '提交审核', '开始写'],
  ]);
  await expectAccessible(educator);
  await expectAccessible(guest);
}
/** The next term begins with all but the dates. */
async function copy({ hands, educator, title }: Cast): Promise<void> {
  await hands.press(button(educator, '复制为新的一期'));
  await expect.poll(() => form(educator).getByLabel('名称（必填）', { exact: true }).inputValue()).toBe(title);
  await expect.poll(() => form(educator).getByLabel('老师（选填）').inputValue()).toBe('沈老师');
  await expect.poll(() => form(educator).getByLabel('用一句话说时间').inputValue()).toMatch(/^(每周六 09:00–10:30)?$/);
  await hands.press(button(educator, '提交审核'));
  await form(educator).getByRole('alert').filter({ hasText: '还有 1 处要补充或改正' }).waitFor();
}

const elder = () => localStorage.setItem('zlm.elder', '1');
const WAYS = [
  ['on a phone', { ...PHONE, before: elder }, byTouch, 'list'],
  ['with a mouse', { ...DESKTOP, colorScheme: 'dark' }, byMouse, 'map'],
  ['by keyboard alone', DESKTOP, byKeyboard, 'map'],
] as const satisfies readonly (readonly [string, Device, Hands, 'list' | 'map'])[];

/** What an earlier try left is out of sight. */
let tries = 0;
for (const [at, [how, device, hands, where]] of WAYS.entries()) {
  detour(
    `a class is returned, corrected, approved, found, changed, cancelled on a day and withdrawn, ${how}`,
    '/',
    async (educator, arrive) => {
      const [moderator, guest] = [await arrive(), await arrive()];
      const school = await withDatabase((database) => insertInstitution(database, `听松学校 ${newPhone()}`));
      await becomeStaff(educator, 'educator', school);
      await becomeStaff(moderator, 'moderator', school);
      const again = Math.max(0, tries++ - at);
      const spot = { lng: 119.97 + at / 100, lat: 28.3713 + again * 0.03 };
      const cast: Cast = { hands, educator, moderator, guest, title: `听松书法入门${at}`, spot };
      if (hands === byMouse) await write(cast);
      else await submit(educator, school, classAt(spot, cast.title));
      const { rows } = await query<{ pin: number }>('SELECT id::int AS pin FROM pins WHERE institution_id = $1', [
        school,
      ]);
      const { pin } = rows[0]!;
      await giveBack(cast);
      await correct(cast);
      await approve(cast);
      await find(cast, where);
      await edit(cast, `听松书法提高${at}`);
      await cancelOne(cast);
      await withdraw(cast);
      await copy(cast);
      expect((await fetch(`${inject('origin')}/activities/${pin}`)).status).toBe(410);
      const acts = await withDatabase((database) =>
        database.query<{ action: string }>('SELECT action FROM audit WHERE subject = $1 ORDER BY seq', [
          `activity:${pin}`,
        ]),
      );
      expect(acts.rows.map(({ action }) => action)).toEqual([
        ...['pins.begin', 'pins.submit', 'moderation.return', 'pins.submit', 'moderation.approve'],
        ...['pins.begin', 'pins.submit', 'moderation.approve', 'pins.status', 'pins.withdrawn'],
      ]);
    },
    { ...device, tolerates: /status of 404/ },
  );
}

detour(
  'a long press begins at the spot; what is there already is shown beside it, and that it is another one is remembered',
  '/',
  async (educator, arrive) => {
    const moderator = await arrive();
    const spot = { lng: 119.9613, lat: 28.3713 };
    const title = '听泉书法入门';
    const school = await withDatabase((database) => insertInstitution(database, `听泉学校 ${newPhone()}`));
    await becomeStaff(educator, 'educator', school);
    await becomeStaff(moderator, 'moderator', school);
    const { id: revision, saved } = await submit(educator, school, classAt(spot, title));
    const verdict = { saved, decision: 'approve', reason: null };
    await send(moderator, `/api/moderation/revisions/${revision}/decision`, verdict);

    const view = { zoom: 17, lng: spot.lng + 0.0002, lat: spot.lat };
    await visit(educator, toPath(view));
    await educator.getByRole('button', { name: '发布', exact: true }).waitFor();
    await mapSettled(educator);
    const { x, y } = await locateOnPage(educator, view, view);
    await holdUntil(educator, { x, y }, form(educator).getByText('地点：刚才在地图上选的点'));
    await form(educator).getByRole('button', { name: /^活动/ }).tap();
    await form(educator).getByLabel('名称（必填）', { exact: true }).fill(title);
    for (const name of ['主题（必填）', '形式（必填）'])
      await form(educator).getByRole('group', { name }).locator('.pill').first().tap();
    await form(educator).getByLabel('用一句话说时间').fill(SATURDAYS);
    await form(educator).getByLabel('场地名称（必填）').fill('听泉书院');
    const alike = form(educator).getByRole('region', { name: '可能已经有了' });
    await alike.getByRole('link', { name: title }).waitFor();
    await alike.scrollIntoViewIfNeeded();
    await expectAccessible(educator);
    await button(alike, '在地图上看').tap();
    await mapSettled(educator);
    await button(alike, '不是同一个').tap();
    await alike.getByText('已记住：都不是同一个。').waitFor();
    await form(educator)
      .getByText(/^理解为/)
      .waitFor();
    await educator.reload();
    const asked = educator.waitForResponse(/\/api\/placing\/duplicates/);
    expect(((await (await asked).json()) as { duplicates: unknown[] }).duplicates).toEqual([]);
    await button(educator, '提交审核').tap();
    await form(educator).getByText('已提交审核').waitFor();
    const { rows } = await query<{ flags: string[] }>('SELECT flags FROM revisions WHERE id = $1', [
      new URL(educator.url()).pathname.split('/').at(-1),
    ]);
    expect(rows[0]!.flags).not.toContain('duplicate');
  },
  PHONE,
);
