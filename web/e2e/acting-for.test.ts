import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { newPhone, signIn } from './account.ts';
import { byKeyboard, byMouse, byTouch } from './hands.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const WAYS = [
  ['on a phone', PHONE, byTouch],
  ['on a wide screen', DESKTOP, byMouse],
  ['by keyboard', DESKTOP, byKeyboard],
] as const;

for (const [how, device, { press, write }] of WAYS) {
  detour(
    `a father invites, his daughter acts for him and changes back, ${how}`,
    '/account',
    async (page) => {
      await signIn(page, newPhone());
      await press(page.getByRole('radio', { name: '请人替我办理' }));
      await write(page.getByLabel('对方怎么称呼您'), '爸爸');
      await press(button(page, '同意并生成邀请码'));
      const code = (await page.locator('strong.code').textContent())!;
      await expectAccessible(page);
      await press(button(page, '退出登录'));

      await signIn(page, newPhone());
      await press(page.getByRole('radio', { name: '我有邀请码' }));
      await write(page.getByLabel('邀请码', { exact: true }), code.toLowerCase());
      await press(button(page, '下一步'));
      await page.getByText('爸爸 请您替他办理').waitFor();
      await write(page.getByLabel('对方怎么称呼您'), '小红');
      await press(button(page, '接受'));
      await press(button(page, '替他办理'));
      await page.getByText('您正在替 爸爸 办理').waitFor();
      await expectAccessible(page);
      await page.reload();
      await press(button(page, '换回自己'));
      await page.getByRole('heading', { name: '我的数据', exact: true }).waitFor();
      await section(page, '谁看过、改过我的数据').getByText('开始代办').waitFor();
      await press(button(page, '停止：我替 爸爸 办理'));
      await expect.poll(() => section(page, '代办').getByText('已停止').count()).toBe(1);
    },
    { ...device, tolerates: /status of (401|409)/ },
  );

  detour(
    `somebody sees who looked, exports, has all erased and takes that back, ${how}`,
    '/account',
    async (page) => {
      const phone = newPhone();
      await signIn(page, phone);
      await lookAt(page, phone);
      await page.reload();
      const log = section(page, '谁看过、改过我的数据');
      await log.getByText('查看了您的完整手机号或邮箱').waitFor();
      await log.getByText('原因：本人来电核实').waitFor();
      await press(button(page, '查看我的数据'));
      await press(page.locator('summary', { hasText: /^手机号和邮箱/ }));
      await page.getByText(phone, { exact: true }).waitFor();
      await expectAccessible(page);
      for (const [name, file] of [
        ['导出表格', 'data.csv'],
        ['导出 JSON', 'data.json'],
      ] as const) {
        const downloaded = page.waitForEvent('download');
        await press(button(page, name));
        expect((await downloaded).suggestedFilename()).toBe(file);
      }
      await press(button(page, '删除账号和我的数据'));
      await press(button(page, '确定删除'));
      await page.getByText(/账号将在 .* 删除/).waitFor();
      await expectAccessible(page);
      await press(button(page, '撤销删除'));
      await page.getByText('已撤销').waitFor();
      await expect.poll(() => page.getByText(/账号将在 .* 删除/).count()).toBe(0);
    },
    { ...device, tolerates: /status of (401|409)/ },
  );
}

/** A security administrator of the demonstration looks at the number, in a browser of their own. */
async function lookAt(page: Page, phone: string): Promise<void> {
  const context = await page.context().browser()!.newContext({ locale: 'zh-CN' });
  try {
    const staff = await context.newPage();
    await staff.goto(`${inject('origin')}/account`);
    await staff.getByText('演示账号（每种身份一个）').click();
    await staff.getByRole('button', { name: /^安全管理员/ }).click();
    await staff.getByRole('heading', { name: '身份' }).waitFor();
    const status = await staff.evaluate(async (value) => {
      const send = (url: string, body: unknown) =>
        fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const found = await send('/api/accounts/search', { contact: { kind: 'phone', value } });
      const { account } = (await found.json()) as { account: { id: string } };
      return (await send(`/api/accounts/${account.id}/unmask`, { reason: '本人来电核实' })).status;
    }, phone);
    expect(status).toBe(200);
  } finally {
    await context.close();
  }
}
