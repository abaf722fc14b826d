import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { download } from './downloads.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const tab = (page: Page) => page.locator('.tab-page');
const button = (page: Page, name: string | RegExp) => tab(page).getByRole('button', { name });
const row = (page: Page, title: string) => tab(page).getByRole('link', { name: title, exact: true });

interface Class {
  title: string;
  hours: string;
  price?: string;
}
/** As a clerk keeps it: a title above, headers of her own, and hours as people say them. */
function sheetOf(school: string, header: string, classes: readonly Class[]): Buffer {
  const rows = classes.map(({ title, hours, price = '每人50元' }) =>
    [title, school, '听松书院', '121.0112', '28.4511', '系列课', '书法', '老人', '2098-12-06', hours, price].join(),
  );
  const head = `${header},承办,上课地点,经度,纬度,形式,主题,面向人群,日期,上课时间,费用`;
  return Buffer.from(`\uFEFF2098年冬季安排表\r\n${[head, ...rows].join('\r\n')}\r\n`);
}
const choose = (page: Page, name: string, buffer: Buffer) =>
  // A device with Excel calls it that.
  page.setInputFiles('input[type=file]', { name, mimeType: 'application/vnd.ms-excel', buffer });

async function beginAs(page: Page): Promise<string> {
  const school = `听松学校 ${newPhone()}`;
  await becomeStaff(page, 'educator', await withDatabase((database) => insertInstitution(database, school)));
  return school;
}
const statesOf = (school: string) =>
  withDatabase(async (database) => {
    const { rows } = await database.query<{ title: string; state: string }>(
      `SELECT r.title, r.state FROM revisions r JOIN pins p ON p.id = r.pin_id JOIN institutions i ON i.id = p.institution_id
       WHERE i.name = $1 ORDER BY r.title`,
      [school],
    );
    return rows.map(({ title, state }) => `${title} ${state}`);
  });

detour(
  'a messy file is understood with one correction, mended by the file it gives back, written and undone',
  '/',
  async (page) => {
    const school = await beginAs(page);
    const header = `啥课 ${newPhone()}`;
    await visit(page, '/desk/pins');
    await button(page, '从表格导入').click();
    await button(page, '上传并检查').click();
    await tab(page).getByText('请选择一个文件。').waitFor();
    await choose(page, '旧表.xls', Buffer.from('x'));
    await tab(page)
      .getByText(/另存为“.xlsx”/)
      .waitFor();
    const classes = [
      { title: '书法早班', hours: '9点-11点' },
      { title: '书法午班', hours: '下午2:00-4:00', price: '面议' },
      { title: '书法夜班', hours: '看情况' },
    ];
    await choose(page, '冬季.csv', sheetOf(school, header, classes));
    await page.reload();
    await tab(page)
      .getByText(/请再选一次“冬季.csv”/)
      .waitFor();
    await choose(page, '冬季.csv', sheetOf(school, header, classes));
    await expectAccessible(page);
    await button(page, '上传并检查').click();

    await tab(page).getByText('还缺必需的：', { exact: false }).waitFor();
    await expectAccessible(page);
    await tab(page)
      .getByRole('combobox', { name: `“${header}”当作` })
      .selectOption('title');
    await tab(page).getByRole('combobox', { name: '“承办”当作' }).selectOption('institution');
    await button(page, '照这样再检查一次').click();
    await tab(page).getByText('新增 2 + 有改动 0 + 没变化 0 + 不能导入 1 = 3 条').waitFor();
    await expectAccessible(page);

    await row(page, '书法夜班').click();
    await tab(page).getByText('看情况').waitFor();
    await expectAccessible(page);
    await button(page, '返回各行').click();
    const mend = String(await download(page, () => button(page, '下载要改的行（1）').click()));
    expect(mend).toMatch(/原因\r\n书法夜班.*上课时间/);

    await button(page, '上传改好的表格').click();
    await choose(page, '改好.csv', Buffer.from(mend.replace('看情况', '晚上7点-8点半')));
    await button(page, '上传并检查').click();
    // Read with the correction of the first file.
    await tab(page).getByText('新增 1 + 有改动 0 + 没变化 0 + 不能导入 0 = 1 条').waitFor();
    await button(page, '全部写入（1 条）').click();
    await tab(page).getByRole('heading', { name: '写入完成' }).waitFor();
    await expect.poll(() => statesOf(school)).toEqual(['书法夜班 submitted']);
    await expectAccessible(page);
    await button(page, '撤销这次导入').click();
    await tab(page)
      .getByText(/撤销会收回这次写入的 1 条/)
      .waitFor();
    await button(page, '撤销这 1 条').click();
    await tab(page).getByRole('heading', { name: '已经撤销' }).waitFor();
    // What is thrown away keeps no words.
    expect(await statesOf(school)).toEqual([' discarded']);

    await button(page, '全部导入').click();
    await row(page, '冬季.csv').waitFor();
    await tab(page).getByText('等你确认').waitFor();
    await expectAccessible(page);
  },
  PHONE,
);

detour(
  'by keys alone one row of a file is written, seen on the map, and the file says what became of it after a reload',
  '/',
  async (page) => {
    const school = await beginAs(page);
    const press = async (name: string | RegExp) => {
      await button(page, name).focus();
      await page.keyboard.press('Enter');
    };
    await visit(page, '/desk/imports@new');
    await button(page, '选择文件').waitFor();
    await choose(
      page,
      '两门课.csv',
      sheetOf(school, '活动名称', [
        { title: '国画班', hours: '9:00-11:00' },
        { title: '篆刻班', hours: '14:00-16:00' },
      ]),
    );
    await press('上传并检查');
    await tab(page).getByRole('combobox', { name: '“承办”当作' }).selectOption('institution');
    await press('照这样再检查一次');
    await tab(page).getByText('= 2 条').waitFor();
    await tab(page).getByRole('checkbox', { name: '选择「篆刻班」' }).focus();
    await page.keyboard.press('Space');
    await press('只写入选中的（1 条）');
    await tab(page).getByRole('heading', { name: '写入完成' }).waitFor();
    await page.reload();
    await tab(page).getByText('写入 1 条：待审核 1 条。').waitFor();
    await button(page, '写入其余的（1 条）').waitFor();
    await row(page, '篆刻班').focus();
    await page.keyboard.press('Enter');
    await button(page, '打开这一条').waitFor();
    await expectAccessible(page);
    await press('在地图上看位置');
    await page.getByText('地图上有 2 条。').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '国画班' }).click();
    await tab(page).getByRole('heading', { name: '国画班' }).waitFor();
    expect(await statesOf(school)).toEqual(['篆刻班 submitted']);
  },
  DESKTOP,
);
