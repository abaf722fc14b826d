import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { download } from './downloads.ts';
import { byKeyboard, byTouch } from './hands.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const seats = (page: Page) => page.getByRole('region', { name: '报名', exact: true });
const tab = (page: Page) => page.locator('.tab-page');
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });

// Others count what is there.
afterAll(() => withDatabase((database) => database.query("DELETE FROM activities WHERE title LIKE '听竹书法 %'")));

/** A class of one seat that nothing else is near. */
const hold = (title: string) =>
  withDatabase(async (database) => {
    const institution = await insertInstitution(database, `听竹学校 ${newPhone()}`);
    const { rows } = await database.query<{ id: number }>(
      `INSERT INTO activities (state, source_system, source_id, title, institution_id, mode, format, topics, starts_time, ends_time,
         session_dates, capacity, seats_left, enrol_method)
       SELECT 'published', 'journey', $1, $1, $2, 'online', 'lecture', '{calligraphy}', '09:00', '10:30', '{2098-12-06}', 1, 1, 'here'
       RETURNING id`,
      [title, institution],
    );
    return { id: Number(rows[0]!.id), institution };
  });
async function become(page: Page, name: string, role: 'educator' | null = null, institution?: number): Promise<void> {
  const account = await becomeStaff(page, role, institution);
  await withDatabase((database) =>
    database.query('UPDATE accounts SET display_name = $2 WHERE id = $1', [account, name]),
  );
}

detour(
  'of two who want one seat the second has it once the first gives it up, and the educator sees who comes',
  '/',
  async (first, arrive) => {
    const title = `听竹书法 ${newPhone()}`;
    const { id, institution } = await hold(title);
    const second = await arrive();
    await become(first, '竹君');
    await become(second, '松君');
    await visit(first, `/activities/${id}`);
    await seats(first).getByText('组织者会看到您的称呼（竹君）').waitFor();
    await expectAccessible(first);
    await byTouch.press(button(first, '报名'));
    await seats(first).getByText('报名成功，您有名额了。').waitFor();

    await visit(second, `/activities/${id}`);
    await seats(second).getByText('1 个名额，已占 1 个').waitFor();
    await byTouch.press(button(second, '排队候补'));
    await seats(second).getByText('您排在第一位。', { exact: false }).waitFor();
    await expectAccessible(second);

    await byTouch.press(seats(first).getByRole('link', { name: '我的报名' }));
    await tab(first).getByRole('link', { name: title, exact: true }).waitFor();
    await byTouch.press(button(tab(first), '取消报名'));
    await byTouch.press(button(tab(first), '确定取消'));
    await tab(first).getByRole('region', { name: '已结束和已取消' }).getByText('已取消', { exact: true }).waitFor();
    await expectAccessible(first);

    await visit(second, '/me');
    await byTouch.press(second.getByRole('link', { name: /^消息.*1 条未读/ }));
    await tab(second).getByText('有一个名额留给您，请尽快确认').waitFor();
    await expectAccessible(second);
    await visit(second, '/me');
    await byTouch.press(second.getByRole('link', { name: /^我的报名.*1 个名额等您确认/ }));
    await tab(second).getByText('有一个名额为您保留到', { exact: false }).waitFor();
    await expectAccessible(second);
    await byTouch.press(button(tab(second), '确认参加'));
    await tab(second).getByText('已报名，有名额', { exact: true }).waitFor();

    const educator = await arrive();
    await educator.setViewportSize(DESKTOP.viewport!);
    await become(educator, '梅老师', 'educator', institution);
    await visit(educator, `/activities/${id}`);
    await byKeyboard.press(button(educator, '编辑和发布'));
    await byKeyboard.press(button(educator.getByRole('dialog'), '报名名单'));
    await tab(educator).getByRole('heading', { name: title }).waitFor();
    await tab(educator).getByText('有名额 1 人 · 等待确认 0 人 · 候补 0 人').waitFor();
    await byKeyboard.press(tab(educator).getByRole('checkbox', { name: '也显示已取消、放弃和过时的' }));
    await expect.poll(() => tab(educator).getByRole('row').allTextContents()).toHaveLength(3);
    await expectAccessible(educator);
    const link = tab(educator).getByRole('link', { name: '下载表格' });
    const table = String(await download(educator, () => byKeyboard.press(link)));
    expect(table).toMatch(/竹君,已取消[^]*松君,有名额/);
  },
  PHONE,
);
