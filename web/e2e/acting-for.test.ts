import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newPhone, signIn } from './account.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

const register = (page: Page) => signIn(page, newPhone());
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

detour(
  'a father invites, his daughter acts for him and changes back, on a phone',
  '/account',
  async (page) => {
    await register(page);
    await page.getByRole('radio', { name: '请人替我办理' }).check({ force: true });
    await page.getByLabel('对方怎么称呼您').fill('爸爸');
    await page.getByRole('button', { name: '同意并生成邀请码' }).click();
    const code = (await page.locator('strong.code').textContent())!;
    await expectAccessible(page);
    await page.getByRole('button', { name: '退出登录' }).click();

    await register(page);
    await page.getByRole('radio', { name: '我有邀请码' }).check({ force: true });
    await page.getByLabel('邀请码', { exact: true }).fill(code.toLowerCase());
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('爸爸 请您替他办理').waitFor();
    await page.getByLabel('对方怎么称呼您').fill('小红');
    await page.getByRole('button', { name: '接受' }).click();
    await page.getByRole('button', { name: '替他办理' }).click();
    await page.getByText('您正在替 爸爸 办理').waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: '换回自己' }).click();
    await page.getByRole('heading', { name: '我的数据' }).waitFor();
    await page.getByRole('button', { name: '停止：我替 爸爸 办理' }).click();
    await expect.poll(() => section(page, '代办').getByText('已停止').count()).toBe(1);
  },
  { ...PHONE, tolerates: /status of (401|409)/ },
);

detour(
  'somebody sees and exports what is stored, has it erased and takes that back, on a phone',
  '/account',
  async (page) => {
    await register(page);
    await page.getByRole('button', { name: '查看我的数据' }).click();
    await page.getByText(/^手机号和邮箱/).click();
    await page.getByText(/^139\d{8}$/).waitFor();
    await expectAccessible(page);
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出表格' }).click();
    expect((await downloaded).suggestedFilename()).toBe('data.csv');
    await page.getByRole('button', { name: '删除账号和我的数据' }).click();
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.getByText(/账号将在 .* 删除/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '撤销删除' }).click();
    await page.getByText('已撤销').waitFor();
    await expect.poll(() => page.getByText(/账号将在 .* 删除/).count()).toBe(0);
  },
  { ...PHONE, tolerates: /status of (401|409)/ },
);
