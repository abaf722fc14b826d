import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { newPhone, readCode, signIn } from './account.ts';
import { insertInstitution } from './database.ts';
import { byKeyboard, byTouch, counting } from './hands.ts';
import { SATURDAYS } from './pinning.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const form = (page: Page) => page.locator('.details');
const button = (page: Page, name: string | RegExp) => form(page).getByRole('button', { name });
const field = (page: Page, name: string) => form(page).getByLabel(name);
const kept = (page: Page) => form(page).getByRole('status').filter({ hasText: '已自动保存' });

const read = <T extends object>(sql: string, values: unknown[]) =>
  withDatabase(async (database) => (await database.query<T>(sql, values)).rows);
/** A place of the demonstration that no other has the name of. */
const knownPlace = async () =>
  (
    await read<{ name: string }>('SELECT min(name) AS name FROM places GROUP BY name HAVING count(*) = 1 LIMIT 1', [])
  )[0]!.name;
const titleOf = async (page: Page) => {
  const revision = new URL(page.url()).pathname.split('/').at(-1)!;
  const answer = await page.request.get(`${inject('origin')}/api/pin-revisions/${revision}`);
  return ((await answer.json()) as { body: { title?: string } }).body.title;
};
/** The account that is signed in may write for an institution of its own. */
async function mayWrite(page: Page): Promise<void> {
  const { me } = (await (await page.request.get(`${inject('origin')}/api/me`)).json()) as { me: { account: string } };
  await withDatabase(async (database) => {
    const institution = await insertInstitution(database, `墨香学校 ${newPhone()}`);
    const grant = "INSERT INTO grants (account_id, role, institution_id) VALUES ($1, 'educator', $2)";
    await database.query(grant, [me.account, institution]);
  });
}
async function begin(page: Page, kind: RegExp): Promise<void> {
  await visit(page, '/pin');
  await button(page, kind).click();
  await field(page, '名称（必填）').waitFor();
}

journey(
  'somebody new registers, pins a weekly class and submits it in at most twelve fields and taps',
  '/account',
  async (page) => {
    await signIn(page, newPhone());
    await mayWrite(page);
    const place = await knownPlace();
    await visit(page, '/');
    const { hands, taps } = counting(byTouch);
    await hands.press(page.getByRole('button', { name: '发布', exact: true }));
    await hands.press(button(page, /^活动/));
    await hands.write(field(page, '名称（必填）'), '毛笔书法周末班');
    await expectAccessible(page);
    await hands.press(form(page).getByRole('group', { name: '主题（必填）' }).locator('.pill').first());
    await hands.press(form(page).getByRole('group', { name: '形式（必填）' }).locator('.pill').first());
    await hands.press(form(page).getByRole('group', { name: '方式（必填）' }).getByText('线下', { exact: true }));
    await hands.write(field(page, '查找地点、地址，或粘贴坐标'), place);
    await hands.press(form(page).locator('.hit', { hasText: place }).first());
    await hands.write(field(page, '用一句话说时间'), SATURDAYS);
    await form(page)
      .getByText(/^理解为/)
      .waitFor();
    await expectAccessible(page);
    await hands.press(button(page, '提交审核'));
    await form(page).getByText('已提交审核').waitFor();
    await expectAccessible(page);
    expect(taps()).toBeLessThanOrEqual(12);
    const [pinned] = await read<{ state: string; title: string; dates: number }>(
      `SELECT state, body->>'title' AS title, jsonb_array_length(body->'series'->'dates') AS dates
       FROM revisions WHERE id = $1`,
      [new URL(page.url()).pathname.split('/').at(-1)],
    );
    expect(pinned).toMatchObject({ state: 'submitted', title: '毛笔书法周末班' });
    expect(pinned!.dates).toBeGreaterThan(5);
  },
  { ...PHONE, tolerates: /status of 409/ },
);

detour('by keyboard alone: what is missing is named, corrected, previewed and submitted', '/', async (page) => {
  const institution = await withDatabase((database) => insertInstitution(database, `听雨学校 ${newPhone()}`));
  await becomeStaff(page, 'educator', institution);
  await visit(page, '/desk/pins');
  await page.getByText('这里还没有').waitFor();
  await expectAccessible(page);
  await byKeyboard.press(page.locator('.tab-page').getByRole('button', { name: '发布' }));
  await byKeyboard.press(button(page, /^在线资源/));
  await field(page, '名称（必填）').waitFor();
  await byKeyboard.press(button(page, '提交审核'));
  const summary = form(page).getByRole('alert').filter({ hasText: '要补充或改正' });
  await summary.waitFor();
  await expectAccessible(page);
  await byKeyboard.press(summary.getByRole('button', { name: '名称' }));
  await expect.poll(() => field(page, '名称（必填）').evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.insertText('在家学太极');
  await byKeyboard.write(field(page, '网址（必填）'), 'https://example.com/taiji');
  await byKeyboard.press(form(page).getByRole('group', { name: '类型（必填）' }).getByRole('radio').nth(1));
  await byKeyboard.press(form(page).getByRole('group', { name: '主题（必填）' }).getByRole('checkbox').first());
  await byKeyboard.press(button(page, '预览'));
  const shown = form(page).getByRole('region', { name: '预览' });
  await shown.getByRole('heading', { name: '在家学太极' }).waitFor();
  await expectAccessible(page);
  await byKeyboard.press(shown.getByRole('button', { name: '返回修改' }));
  await byKeyboard.press(button(page, '提交审核'));
  await form(page).getByText('已提交审核').waitFor();
});

detour(
  'what is typed outlives a reload, an hour without network and the end of the session',
  '/account',
  async (page) => {
    const phone = newPhone();
    await signIn(page, phone);
    await mayWrite(page);
    await begin(page, /^活动/);
    const title = field(page, '名称（必填）');
    await title.fill('一');
    await expect.poll(() => titleOf(page)).toBe('一');

    await page.route('**/api/pin-revisions/*', (route) => route.abort());
    await title.fill('一二');
    await form(page).getByText('已存在本机，连上网络后自动保存').waitFor();
    await page.reload();
    await expect.poll(() => title.inputValue()).toBe('一二');
    await page.unroute('**/api/pin-revisions/*');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => titleOf(page)).toBe('一二');

    await page.context().setOffline(true);
    await title.fill('一二三');
    await form(page).getByText('已存在本机，连上网络后自动保存').waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => titleOf(page)).toBe('一二三');
    await kept(page).waitFor();

    await page.context().clearCookies();
    await title.fill('一二三四');
    await page.getByText('登录已过期').waitFor();
    await expectAccessible(page);
    expect(await title.inputValue()).toBe('一二三四');
    await page.getByLabel('手机号或邮箱').fill(phone);
    await page.keyboard.press('Enter');
    await page.getByText(`验证码已发往 ${phone}`).waitFor();
    await page.getByLabel('6 位验证码').fill(await readCode(page, phone));
    await page.keyboard.press('Enter');
    await kept(page).waitFor();
    expect(await title.inputValue()).toBe('一二三四');
    expect(await titleOf(page)).toBe('一二三四');
  },
  { tolerates: /status of (401|409)|ERR_(FAILED|INTERNET_DISCONNECTED)|Failed to load resource|net::/ },
);

detour(
  'two tabs: neither writes over the other unasked',
  '/',
  async (page) => {
    const institution = await withDatabase((database) => insertInstitution(database, `松涛学校 ${newPhone()}`));
    await becomeStaff(page, 'educator', institution);
    await begin(page, /^活动/);
    await kept(page).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await field(other, '名称（必填）').fill('那一边');
    await expect.poll(() => titleOf(page)).toBe('那一边');
    await field(page, '名称（必填）').fill('这一边');
    await form(page).getByText('这份内容在别处也改过').waitFor();
    await expectAccessible(page);
    expect(await titleOf(page)).toBe('那一边');
    await button(page, '用我这里的').click();
    await expect.poll(() => titleOf(page)).toBe('这一边');
  },
  { tolerates: /status of 409/ },
);
