import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { parseCsv } from '../../server/src/formats/csv.ts';
import { newPhone, signIn } from './account.ts';
import { insertInstitution } from './database.ts';
import { byKeyboard } from './hands.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const PAGES = ['queue', 'grants', 'accounts', 'tree', 'duplicates', 'record', 'jobs'];
const button = (page: Page, name: string) => page.locator('.tab-page').getByRole('button', { name, exact: true });
const line = (page: Page, name: RegExp) => page.locator('.tab-page').getByRole('link', { name });

/** Institutions below one of their own, so that nothing else is touched. */
const makeBranch = (...names: string[]) =>
  withDatabase(async (database) => {
    const top = await insertInstitution(database, `总校 ${newPhone()}`);
    const ids: number[] = [];
    for (const name of names) {
      const id = await insertInstitution(database, name);
      await database.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [id, top]);
      ids.push(id);
    }
    return { top, ids };
  });
/** The app has read what was written beside it. */
const known = (page: Page, id: number) =>
  expect
    .poll(async () => (await page.request.get(`${inject('origin')}/api/institution-tree/${id}`)).status())
    .toBe(200);

detour(
  'a role of the province takes two people: one proposes it, another confirms it',
  '/account',
  async (page) => {
    const phone = newPhone();
    await signIn(page, phone);
    await becomeStaff(page, 'security_admin');
    await visit(page, '/me');
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await expectAccessible(page);
    await line(page, /^授权/).click();
    await button(page, '授予身份').click();
    await page.getByLabel('给谁').fill(phone);
    await button(page, '先看看是谁').click();
    await page.getByText(/目前没有身份/).waitFor();
    await page.getByLabel('什么身份').selectOption({ label: '审计管理员' });
    await button(page, '提出，等待确认').click();
    await page.getByText('请写明原因').waitFor();
    await page.getByLabel('原因').fill('轮岗');
    await expectAccessible(page);
    await button(page, '提出，等待确认').click();
    await page.getByText('已提出，等待另一位安全管理员确认。').waitFor();
    await page.getByText('等待另一位安全管理员确认，提出人和本人都不能确认。').waitFor();
    expect(await button(page, '确认授予').count()).toBe(0);
    const proposal = new URL(page.url()).pathname;

    await becomeStaff(page, 'security_admin');
    await visit(page, '/desk/grants');
    await page.getByText(/等待第二位管理员确认/).waitFor();
    await visit(page, proposal);
    await expectAccessible(page);
    await button(page, '确认授予').click();
    await page.getByText('已确认，身份马上生效。').waitFor();
    await page.getByRole('region', { name: '授权详情' }).getByText('有效', { exact: true }).waitFor();
  },
  { ...PHONE, tolerates: /status of 409/ },
);

detour('two institutions are merged with the difference that was shown, and parted again', '/', async (page) => {
  const { top, ids } = await makeBranch(`青石学校 ${newPhone()}`, `白云学校 ${newPhone()}`);
  const [from, into] = ids as [number, number];
  await becomeStaff(page, 'unit_admin', into);
  const holder = await becomeStaff(page, 'unit_admin', top);
  await known(page, into);
  await visit(page, `/desk/tree@${from}`);
  await page.locator('label', { hasText: '并入' }).first().click();
  await button(page, '并入这家机构：选择机构').click();
  const dialog = page.getByRole('dialog', { name: '并入这家机构' });
  await dialog.getByRole('searchbox').fill('白云学校');
  await dialog
    .getByRole('button', { name: /^白云学校/ })
    .first()
    .waitFor();
  await expectAccessible(page);
  await dialog.locator('.take', { hasText: (await nameOf(into))! }).click();
  await button(page, '看看影响').click();
  const plan = page.getByRole('region', { name: '影响', exact: true });
  await plan.getByText('1 家机构换了上级').waitFor();
  await plan.getByText('增加 1 家').waitFor();
  await expectAccessible(page);
  await plan.getByLabel('原因').fill('撤点并校');
  await plan.getByRole('button', { name: '按以上影响办理' }).click();
  await page.getByText('已生效', { exact: true }).first().waitFor();
  await expect.poll(() => closedOn(from)).not.toBeNull();
  await expectAccessible(page);

  await button(page, '撤销这项变更').click();
  await button(page, '确认撤销').click();
  await page.getByText('已撤销，一切回到变更以前。').waitFor();
  expect(await closedOn(from)).toBeNull();
  expect(await actors(`tree_act:%`, holder)).toEqual(['tree.merge', 'tree.undo']);
});

const read = <T extends object>(sql: string, values: unknown[]) =>
  withDatabase(async (database) => (await database.query<T>(sql, values)).rows);
const nameOf = async (id: number) =>
  (await read<{ name: string }>('SELECT name FROM institutions WHERE id = $1', [id]))[0]?.name;
const closedOn = async (id: number) =>
  (await read<{ closed_on: string | null }>('SELECT closed_on FROM institutions WHERE id = $1', [id]))[0]!.closed_on;
const actors = async (subject: string, account: string) =>
  (
    await read<{ action: string }>('SELECT action FROM audit WHERE subject LIKE $1 AND actor = $2 ORDER BY seq', [
      subject,
      `account:${account}`,
    ])
  ).map(({ action }) => action);

detour('by keyboard alone: two that look alike are said to be two, and that is taken back', '/', async (page) => {
  const name = `映月学校 ${newPhone()}`;
  const { top, ids } = await makeBranch(name, name.replace(' ', '　'));
  await becomeStaff(page, 'unit_admin', top);
  await known(page, ids[1]!);
  await visit(page, '/desk/duplicates');
  await line(page, /映月学校/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await byKeyboard.press(line(page, /映月学校/).first());
  await page.getByRole('columnheader').getByRole('link').first().waitFor();
  await expectAccessible(page);
  await byKeyboard.press(button(page, '不是同一家'));
  await page.getByText('已记住：不是同一家。').waitFor();
  await expect.poll(() => line(page, /映月学校.*\//).count()).toBe(0);
  await byKeyboard.press(button(page, '撤回，重新核对'));
  await page.getByText('已撤回，回到待核对。').waitFor();
  await expect.poll(() => line(page, /映月学校.*\//).count()).toBe(1);
});

detour('an auditor reads and exports the record, and can change nothing', '/', async (page) => {
  const account = await becomeStaff(page, 'audit_admin');
  // The first look is an entry that the second shows.
  await visit(page, '/desk/record');
  await page.locator('a.row').first().waitFor();
  await visit(page, '/desk/record');
  await line(page, /查看审计记录/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await line(page, /查看审计记录/)
    .first()
    .click();
  await page.getByRole('rowheader', { name: 'entries' }).waitFor();
  await expectAccessible(page);
  await button(page, '只看这个账号做的').click();
  await page.locator('summary', { hasText: '导出' }).click();
  const download = page.waitForEvent('download');
  await button(page, '导出表格（CSV）').click();
  const file = await (await download).path();
  const { rows } = parseCsv(await readFile(file, 'utf8'));
  expect(rows[0]!.cells.slice(0, 3)).toEqual(['seq', 'at', 'actor']);
  expect(rows.length).toBeGreaterThan(1);
  await page.getByText('已导出 record.csv').waitFor();

  await visit(page, '/desk/grants');
  await line(page, /管理员/)
    .first()
    .click();
  await page.getByRole('region', { name: '授权详情' }).getByRole('heading').first().waitFor();
  expect(
    await page
      .locator('.tab-page')
      .getByRole('button', { name: /授予身份|收回|确认|不同意/ })
      .count(),
  ).toBe(0);
  const done = new Set(await actors('%', account));
  expect([...done].sort()).toEqual(['audit.export', 'audit.read']);
});

detour('what failed in the background is shown and tried again', '/', async (page) => {
  const [job] = await read<{ id: number }>(
    `INSERT INTO jobs (kind, state, run_at, ended_at, attempts, last_error)
     VALUES ('journey.work', 'dead', now(), now(), 10, 'RangeError at work.ts:3') RETURNING id`,
    [],
  );
  await becomeStaff(page, 'system_admin');
  await visit(page, '/desk/jobs');
  await line(page, /journey\.work/)
    .first()
    .click();
  await page.getByText('RangeError at work.ts:3').waitFor();
  await expectAccessible(page);
  await button(page, '再试一次').click();
  await page.getByText('已重新排队').waitFor();
  const [now] = await read<{ state: string }>('SELECT state FROM jobs WHERE id = $1', [job!.id]);
  expect(now!.state).toBe('waiting');
});

detour(
  'an account is suspended for a reason that is kept when the session ends meanwhile',
  '/',
  async (page) => {
    const other = await becomeStaff(page, 'security_admin');
    await becomeStaff(page, 'security_admin');
    await visit(page, `/desk/accounts@${other}`);
    await button(page, '停用账号').click();
    await page.getByLabel('原因').fill('调离岗位');
    await expectAccessible(page);
    await page.context().clearCookies();
    await page.getByRole('region', { name: '账号详情' }).getByRole('button', { name: '停用账号' }).click();
    await page.getByText('登录已过期').waitFor();
    await expectAccessible(page);
    await expect.poll(() => page.getByLabel('原因').inputValue()).toBe('调离岗位');
    await becomeStaff(page, 'security_admin');
    await page.getByRole('region', { name: '账号详情' }).getByRole('button', { name: '停用账号' }).click();
    await page.getByText('账号已停用，所有设备已退出。').waitFor();
  },
  { tolerates: /status of 401/, viewport: { width: 1440, height: 900 } },
);

detour('whoever may not open a page of the desk finds nothing at its address', '/', async (page) => {
  const findNothing = async (name: string) => {
    await visit(page, `/desk${name && `/${name}`}`);
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  };
  for (const name of PAGES) await findNothing(name);
  await expectAccessible(page);
  await becomeStaff(page, null);
  for (const name of [...PAGES, '']) await findNothing(name);
  await becomeStaff(page, 'credit_operator');
  for (const name of PAGES) await findNothing(name);
  await visit(page, '/me');
  await page.getByText('这个身份目前没有需要在这里办的事。').waitFor();
});
