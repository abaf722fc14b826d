import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sha256, toProof } from '../../server/src/crypto/token.ts';
import { newPhone, readCode, signIn } from './account.ts';
import { withDatabase } from './staff.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

/** As if the page's own account had proved itself an hour ago: others walk beside it, on the same server. */
async function letProofAge(page: Page): Promise<void> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-session')!;
  await withDatabase((database) =>
    database.query("UPDATE sessions SET stepped_up_at = now() - interval '1 hour' WHERE proof_hash = $1", [
      sha256(Buffer.from(toProof(cookie.value), 'hex')),
    ]),
  );
}
async function prove(page: Page, phone: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请再确认一次是您本人' });
  await dialog.getByRole('button', { name: /^发验证码到/ }).click();
  const code = dialog.getByLabel('6 位验证码');
  // Until then the code shown is the one before.
  await code.waitFor();
  await code.fill(await readCode(page, phone));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

for (const [how, device] of [
  ['a phone', PHONE],
  ['a wide screen', DESKTOP],
] as const) {
  detour(
    `a sensitive step asks for a fresh proof, loses nothing, and the password then signs in, on ${how}`,
    '/account',
    async (page) => {
      const phone = newPhone();
      await signIn(page, phone);
      await letProofAge(page);
      await page.getByRole('button', { name: '设置密码' }).click();
      const field = page.getByLabel('新密码');
      await field.fill('1234567890');
      await page.keyboard.press('Enter');
      await prove(page, phone);
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
      await field.fill('西湖边上一句很长的话');
      await page.keyboard.press('Enter');
      await page.getByText('密码已设置').waitFor();
      await expectAccessible(page);

      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByRole('heading', { name: '登录或注册' }).waitFor();
      await page.getByRole('button', { name: '用密码登录' }).click();
      await page.getByLabel('手机号或邮箱').fill(phone);
      await page.getByLabel('密码').fill('西湖边上一句很长的话');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
    },
    { ...device, tolerates: /status of (400|403|409)/ },
  );

  detour(
    `two accounts of one person become one, as it was shown, on ${how}`,
    '/account',
    async (page) => {
      const [other, phone] = [newPhone(), newPhone()];
      await signIn(page, other);
      await page.getByRole('button', { name: '退出登录' }).click();
      await signIn(page, phone);
      await page.getByRole('button', { name: '合并另一个账号' }).click();
      await page.getByLabel('另一个账号的手机号或邮箱').fill(other);
      await page.keyboard.press('Enter');
      const code = page.getByRole('region', { name: '合并账号' }).getByLabel('6 位验证码');
      await code.waitFor();
      await code.fill(await readCode(page, other));
      await page.keyboard.press('Enter');
      const masked = `${other.slice(0, 3)}****${other.slice(-4)}`;
      await page.getByText(`手机 ${masked}`).waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: '合并到这个账号' }).click();
      await page.getByText('已合并。').waitFor();
      await page.getByRole('button', { name: `删除：${masked}` }).waitFor();
    },
    { ...device, tolerates: /status of 409/ },
  );
}
