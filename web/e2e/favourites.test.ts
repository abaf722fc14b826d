import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { connectToDatabase, insertInstitution, type Writer } from './database.ts';
import { download } from './downloads.ts';
import { cards, listShown } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const ADDED = '靛蓝扎染';
type Finding = { ids: string | null; total: number };
type Stored = { searches: { looked: Finding; latest: Finding }[] };
let writer: Writer;
let institution: number;

beforeAll(async () => {
  writer = await connectToDatabase();
  institution = await insertInstitution(writer, '蓝印坊');
});
afterAll(async () => {
  await removeActivities();
  await writer.query('DELETE FROM institutions WHERE id = $1', [institution]);
  await writer.end();
});

const removeActivities = () => writer.query('DELETE FROM activities WHERE institution_id = $1', [institution]);

/** Copies an activity under a name only this journey knows; online, so that no map shows it. */
async function insertActivity(n: number): Promise<void> {
  await writer.query(
    `INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics,
       starts_time, ends_time, session_dates)
     SELECT 'published', 'keep journey', $1, $2, $3, NULL, 'online', format, topics,
       '18:30', '20:30', ARRAY[(now() + interval '1 day')::date]
     FROM activities LIMIT 1`,
    [String(n), `${ADDED}${n}`, institution],
  );
}
async function openSaved(page: Page): Promise<void> {
  await page.getByRole('link', { name: '日程', exact: true }).click();
  await page.getByRole('link', { name: '收藏', exact: true }).click();
  await page.getByRole('heading', { name: '收藏与保存的条件' }).waitFor();
}
/** Saves the first of the list and answers its title. */
async function saveFirst(page: Page): Promise<string> {
  await listShown(page);
  const title = await cards(page).first().locator('.title').innerText();
  await cards(page).first().click();
  await page.getByRole('button', { name: '收藏', exact: true }).click();
  await page.getByRole('button', { name: '已收藏', pressed: true }).waitFor();
  return title;
}
const rows = (page: Page, title: string) => page.locator('.saved .row', { hasText: title });

journey(
  'a thing is saved without an account, seen in another tab, taken along in a file and removed',
  '/?kind=course',
  async (page) => {
    const title = await saveFirst(page);
    const other = await page.context().newPage();
    await other.goto(new URL('/saved', page.url()).href);
    await rows(other, title).waitFor();

    await openSaved(page);
    await expectAccessible(page);
    const bytes = await download(page, () => page.getByRole('button', { name: '导出文件' }).click());
    const file = { name: 'saved.json', mimeType: 'application/json', buffer: bytes };

    await page.getByRole('button', { name: `取消收藏：${title}` }).click();
    await rows(other, title).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await rows(other, title).waitFor();
    await page.getByRole('button', { name: '全部删除' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '全部删除' }).click();
    await page.getByText('还没有收藏').waitFor();

    const field = page.locator('input[type=file]');
    await field.setInputFiles({ ...file, buffer: Buffer.from('{"app":"another"}') });
    await page.getByText('没有导入任何内容').waitFor();
    await field.setInputFiles(file);
    await page.getByText('已导入 1 项').waitFor();
    await rows(page, title).waitFor();
  },
  PHONE,
);

detour('a saved search tells how many are new until somebody looks', `/?q=${ADDED}`, async (page) => {
  await removeActivities();
  await page.getByRole('button', { name: '保存条件' }).click();
  await page.getByRole('button', { name: '已保存条件' }).waitFor();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('zlm.keep'))).toContain('"looked":{');
  // The list of these words is left first: whoever comes back to it has looked.
  await page.getByRole('button', { name: '清除搜索' }).click();
  await expect.poll(() => page.url()).not.toContain('q=');
  await openSaved(page);
  const row = page.locator('.saved .row', { hasText: ADDED });
  await row.getByText(/现有 \d+ 条/).waitFor();
  await Promise.all([1, 2].map(insertActivity));
  await row.getByText('新增 2 条').waitFor({ timeout: 20_000 });
  await row.getByText('现有 2 条').waitFor();
  await page.getByRole('button', { name: '回到地图' }).click();
  await page.getByRole('link', { name: '我的，有新内容' }).click();
  await page.getByRole('link', { name: '2 项新内容' }).click();

  await row.getByRole('link', { name: ADDED }).click();
  await expect.poll(() => cards(page).count()).toBe(2);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const stored = JSON.parse(localStorage.getItem('zlm.keep')!) as Stored;
        const { looked, latest } = stored.searches[0]!;
        return looked.ids === latest.ids && looked.total;
      }),
    )
    .toBe(2);
  await openSaved(page);
  await row.getByText('现有 2 条').waitFor();
  await expect.poll(() => row.getByText('新增').count()).toBe(0);
});

detour(
  'a full storage and a broken one each get a sentence, and nothing is lost',
  '/?kind=course',
  async (page) => {
    await saveFirst(page);
    await page.getByText('设备存储已满').waitFor();
    await openSaved(page);
    await page.locator('.saved .row').waitFor();
    await expect.poll(() => page.evaluate(() => localStorage.getItem('zlm.keep'))).toBe('{"broken');
  },
  {
    ...DESKTOP,
    before: () => {
      localStorage.setItem('zlm.keep', '{"broken');
      const { prototype } = Storage;
      const write = Reflect.get(prototype, 'setItem');
      prototype.setItem = function (key: string, value: string) {
        if (key.startsWith('zlm.keep')) throw new DOMException('full', 'QuotaExceededError');
        write.call(this, key, value);
      };
    },
  },
);

detour(
  'what cannot be read is set aside before anything is written',
  '/saved',
  async (page) => {
    await page.getByText('原文已保留').waitFor();
    await expectAccessible(page);
    const bytes = await download(page, () => page.getByRole('button', { name: '下载原文' }).click());
    expect(String(bytes)).toBe('{"broken');
  },
  { ...DESKTOP, before: () => localStorage.setItem('zlm.keep', '{"broken') },
);
