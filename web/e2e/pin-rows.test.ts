import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const form = (page: Page) => page.locator('.details');
const button = (page: Page, name: string | RegExp) => form(page).getByRole('button', { name });
const row = (page: Page, n: number) => form(page).getByRole('group', { name: `开课 ${n}` });

/** A course that is public, held twice. */
const makeCourse = (title: string, institution: number) =>
  withDatabase(async (database) => {
    const { rows } = await database.query<{ id: number }>(
      `INSERT INTO courses (state, source_system, source_id, title, institution_id, level, topics)
       VALUES ('published', 'journey', $1, $1, $2, 'skills', '{calligraphy}') RETURNING id`,
      [title, institution],
    );
    await database.query(
      `INSERT INTO course_offerings (course_id, institution_id, mode, timetable, starts_on, ends_on)
       VALUES ($1, $2, 'online', '周二晚', '2097-03-01', '2097-06-01'), ($1, $2, 'online', '周四晚', '2098-03-01', '2098-06-01')`,
      [rows[0]!.id, institution],
    );
    return rows[0]!.id;
  });

detour(
  'a course is changed offering by offering for a day to come, and the moderator reads what differs',
  '/',
  async (page) => {
    const name = `听松学校 ${newPhone()}`;
    const institution = await withDatabase((database) => insertInstitution(database, name));
    const title = `电工培训 ${newPhone()}`;
    const course = await makeCourse(title, institution);
    await becomeStaff(page, 'educator', institution);
    // As the link of “still right?” says it: straight to the form.
    await visit(page, `/pin/${course}`);
    await row(page, 2).getByText('周四晚').waitFor();
    await row(page, 1).getByRole('button', { name: '去掉' }).click();
    await button(page, '恢复').click();
    await row(page, 1).getByLabel('上课时间（选填）').fill('周三晚');
    await button(page, '添加开课').click();
    await button(page, '提交审核').click();
    const summary = form(page).getByRole('alert').filter({ hasText: '要补充或改正' });
    await summary.getByRole('button', { name: '开课 3 · 方式' }).click();
    await row(page, 3).getByRole('group', { name: '方式（必填）' }).getByText('这里需要填写').waitFor();
    await expectAccessible(page);
    await row(page, 3).getByText('线上', { exact: true }).click();
    await row(page, 3).getByLabel('按名称查找').fill(name);
    await row(page, 3).locator('.hit', { hasText: name }).click();
    await row(page, 3).getByText('机构', { exact: true }).waitFor();
    await button(page, '收起 开课 3').click();

    const when = form(page).getByRole('group', { name: '什么时候公开' });
    await when.getByText('定时发布').click();
    await when.getByLabel('公开的日期和时间').fill('2020-01-01T09:00');
    await button(page, '提交审核').click();
    await when.getByText('须晚于现在').waitFor();
    await expectAccessible(page);
    await when.getByLabel('公开的日期和时间').fill('2097-01-01T09:00');
    await button(page, '提交审核').click();
    await form(page)
      .getByText(/审核通过后，到 .*1月1日.* 09:00 公开/)
      .waitFor();
    await button(page, '改公开时间').click();
    await form(page).getByLabel('公开的日期和时间').fill('2097-01-02T08:00');
    await expectAccessible(page);
    await button(page, '保存').click();
    await form(page)
      .getByText(/审核通过后，到 .*1月2日.* 08:00 公开/)
      .waitFor();

    await becomeStaff(page, 'moderator', institution);
    await visit(page, '/desk/queue');
    await page.getByRole('link', { name: title }).click();
    await page.getByText(/审核通过后，到 .*1月2日.* 08:00 公开/).waitFor();
    const changes = page.locator('.diff');
    await expect
      .poll(() => changes.locator('dt').allInnerTexts())
      .toEqual([expect.stringContaining('开课 1 · 上课时间'), expect.stringContaining('开课 3')]);
    await expectAccessible(page);
  },
  { ...PHONE, tolerates: /status of 400/ },
);
