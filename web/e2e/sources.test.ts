import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest';
import { startStandInFeed, type StandInFeed } from '../../server/src/testing/stand-in-feed.ts';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
let feed: StandInFeed;
beforeAll(async () => {
  feed = await startStandInFeed({ pageSize: 50, port: inject('feedPort') });
});
beforeEach(() => feed.clear());
afterAll(() => feed.close());

const tab = (page: Page) => page.locator('.tab-page');
const button = (page: Page, name: string | RegExp, exact = false) => tab(page).getByRole('button', { name, exact });
const detail = (page: Page) => page.getByRole('region', { name: '来源的情况' });
const says = (name: string, rest: Record<string, unknown> = {}) =>
  feed.say(name, {
    ...{ type: 'Event', name, activity: ['书法'], organizer: { name: '听泉学校' } },
    location: { name: '听泉馆', address: '听泉路 1 号', geo: { latitude: 28.45, longitude: 121.01 } },
    subEvent: [{ startDate: '2098-12-06T01:00:00Z', endDate: '2098-12-06T03:00:00Z' }],
    offers: [{ price: '0', priceCurrency: 'CNY' }],
    ...rest,
  });
const found = (school: number) =>
  withDatabase(async (database) => {
    const { rows } = await database.query<{ title: string }>(
      `SELECT a.title FROM public_activities a JOIN sources s ON a.source_system = 'source:' || s.id
       WHERE s.institution_id = $1 ORDER BY a.title`,
      [school],
    );
    return rows.map(({ title }) => title);
  });
/** How many looks have come to their end. */
const looksAt = (school: number) =>
  withDatabase(async (database) => {
    const { rows } = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM source_runs r JOIN sources s ON s.id = r.source_id
       WHERE s.institution_id = $1 AND r.ended_at IS NOT NULL`,
      [school],
    );
    return rows[0]!.n;
  });
const insertSchool = (name = `听泉学校 ${newPhone()}`) => withDatabase((database) => insertInstitution(database, name));

async function fillForm(page: Page, name: string): Promise<void> {
  await tab(page).getByLabel('名称', { exact: true }).fill(name);
  await tab(page).getByLabel('网址').fill(`${feed.origin}/items`);
  await tab(page).getByLabel('服务区域').selectOption('331000');
}

detour(
  'a source is seen before anything of it is public, let in, kept up to date, and asked about when much is gone',
  '/',
  async (page) => {
    const name = `听泉学校 ${newPhone()}`;
    const school = await insertSchool(name);
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) says(`听泉书法 ${n}`);
    says('听泉怪课', { activity: ['没有的主题'] });
    await becomeStaff(page, 'unit_admin', school);
    await visit(page, '/desk/sources@new');
    await fillForm(page, '听泉平台');
    await button(page, '保存').click();
    await tab(page).getByText('请选择机构').waitFor();
    await button(page, '选择机构').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(name);
    await dialog.locator('.take', { hasText: name }).click();
    await expectAccessible(page);
    await button(page, '保存').click();
    await button(page, '预览').click();
    await tab(page).getByText('预览读完了全部 9 条 · 新 8，改 0，读不懂 1').waitFor();
    await expectAccessible(page);
    expect(await found(school)).toEqual([]);
    await button(page, '开始').click();
    await detail(page).getByText('运行中').waitFor();
    await expect.poll(() => looksAt(school)).toBe(2);
    await detail(page).getByText('公开 0 · 待审 8 · 读不懂 1').waitFor();
    const { pathname } = new URL(page.url());

    await becomeStaff(page, 'moderator', school);
    await visit(page, `${pathname}@rejected`);
    await tab(page)
      .getByText(/主题（没有的主题）：不在词表中/)
      .waitFor();
    await visit(page, `${pathname}@waiting`);
    await button(page, '全部通过（8）').click();
    await expect.poll(() => found(school)).toHaveLength(8);

    for (const n of [1, 2, 3, 4, 5]) feed.say(`听泉书法 ${n}`, null);
    await becomeStaff(page, 'unit_admin', school);
    await visit(page, pathname);
    await button(page, '现在看一次').click();
    await tab(page).getByText('对方这次少了 5 条，会从地图上撤下；请先确认').waitFor();
    await expectAccessible(page);
    expect(await found(school)).toHaveLength(8);
    await button(page, '照对方的，撤下').click();
    await expect.poll(() => found(school)).toHaveLength(3);
  },
  PHONE,
);

detour(
  'by keys alone somebody sees what a person changed, and lets the source have it',
  '/',
  async (page) => {
    const school = await insertSchool();
    says('听泉国画');
    const press = async (name: string | RegExp) => {
      await button(page, name).focus();
      await page.keyboard.press('Enter');
    };
    await becomeStaff(page, 'unit_admin', school);
    await visit(page, '/desk/sources');
    const source = await page.evaluate(
      async ({ school, url }) => {
        const body = { name: '听泉画社', url, area: '331000', crs: 'WGS84', everyMinutes: 60, institution: school };
        const answer = await fetch('/api/sources', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({ ...body, kind: 'activity', format: 'rpde' }),
        });
        return ((await answer.json()) as { id: string }).id;
      },
      { school, url: `${feed.origin}/items` },
    );
    await visit(page, `/desk/sources@${source}`);
    await press('预览');
    await button(page, '开始').waitFor();
    await becomeStaff(page, 'moderator', school);
    await visit(page, `/desk/sources@${source}`);
    await tab(page).getByLabel('怎样公开').selectOption('publish');
    await tab(page).getByText('好了', { exact: true }).waitFor();
    await becomeStaff(page, 'unit_admin', school);
    await visit(page, `/desk/sources@${source}`);
    await press('开始');
    await expect.poll(() => found(school)).toEqual(['听泉国画']);
    await withDatabase((database) =>
      database.query(
        "UPDATE activities SET description = '老师写的', revision = revision + 1 WHERE title = '听泉国画'",
      ),
    );
    says('听泉国画', { description: '平台写的' });
    await expect.poll(() => looksAt(school)).toBe(2);
    await press('现在看一次');
    await detail(page).getByText('公开 1 · 与人改的不同 1').waitFor();
    await becomeStaff(page, 'moderator', school);
    await visit(page, `/desk/sources@${source}@conflicts`);
    await tab(page).getByText('简介：这里是“老师写的”，对方是“平台写的”').waitFor();
    await expectAccessible(page);
    await press('用对方的');
    await tab(page).getByText('没有这样的').waitFor();
    await visit(page, `/sources/${source}@all`);
    await page.getByText('地图上有 1 处。').waitFor();
    await expectAccessible(page);
  },
  DESKTOP,
);

detour(
  'somebody adds a receiver, tries it, changes its secret and removes it',
  '/',
  async (page) => {
    const name = `听泉学校 ${newPhone()}`;
    const school = await insertSchool(name);
    await becomeStaff(page, 'unit_admin', school);
    await visit(page, '/desk/webhooks@new');
    await tab(page).getByLabel('名称', { exact: true }).fill('听泉市民平台');
    await tab(page).getByLabel('网址').fill(`${feed.origin}/hook`);
    await button(page, '选择机构').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(name);
    await dialog.locator('.take', { hasText: name }).click();
    await expectAccessible(page);
    await button(page, '保存').click();
    await button(page, '发一条试试').click();
    await tab(page).getByText('收到了').waitFor();
    await button(page, '查看密钥').click();
    const secret = (await tab(page).locator('code').textContent())!;
    expect(secret).toMatch(/^whsec_/);
    await expectAccessible(page);
    await button(page, '更换密钥').click();
    await button(page, '更换', true).click();
    await button(page, '查看密钥').click();
    await tab(page)
      .getByText(/^原来的密钥/)
      .waitFor();
    expect(await tab(page).locator('code').allTextContents()).toEqual([expect.not.stringContaining(secret), secret]);
    await button(page, '删除').click();
    await page.getByRole('group', { name: '删除' }).getByRole('button', { name: '删除' }).click();
    await tab(page).getByText('还没有接收方').waitFor();
  },
  PHONE,
);
