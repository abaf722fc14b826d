import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { totpOf } from '../../server/src/crypto/totp.ts';
import { newPhone, readCode, signIn } from './account.ts';
import { connectToDatabase } from './database.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const STEP_MS = 30_000;

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** The first of two proofs, after which the second is asked for. */
async function enterCode(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号或邮箱').fill(phone);
  await page.keyboard.press('Enter');
  await page.getByText(`验证码已发往 ${phone}`).waitFor();
  await page.getByLabel('6 位验证码').fill(await readCode(page, phone));
  await page.keyboard.press('Enter');
  await page.getByText('这个账号还需要第二种验证').waitFor();
}

/** As if the day of waiting were over. */
async function letTheDayPass(): Promise<void> {
  const database = await connectToDatabase();
  try {
    await database.query("UPDATE recoveries SET ready_at = now() - interval '1 minute'");
  } finally {
    await database.end();
  }
}

for (const [how, device] of [
  ['a phone', PHONE],
  ['a wide screen', DESKTOP],
] as const) {
  detour(
    `who has lost the authenticator comes in again after a day, on ${how}`,
    '/account',
    async (page) => {
      const phone = newPhone();
      await signIn(page, phone);
      const section = page.getByRole('region', { name: '验证器' });
      await section.getByRole('button', { name: '开启' }).click();
      const secret = fromBase32((await section.locator('.secret').textContent())!.trim());
      const field = section.getByLabel('验证器上的 6 位数字');
      await field.fill(totpOf(secret, Math.floor(Date.now() / STEP_MS)));
      await page.keyboard.press('Enter');
      await expect.poll(() => section.locator('.codes li').count()).toBe(10);
      await expectAccessible(page);
      await section.getByRole('button', { name: '已经抄好了' }).click();
      await page.getByRole('button', { name: '退出登录' }).click();

      await enterCode(page, phone);
      await expectAccessible(page);
      await page.getByRole('button', { name: '验证器和备用码都丢了' }).click();
      await page.getByText(/^已申请找回.*其他已登录的设备可以阻止/).waitFor();
      expect(await page.getByRole('button', { name: '完成找回并登录' }).count()).toBe(0);
      await letTheDayPass();
      await page.reload();
      await enterCode(page, phone);
      await page.getByText('等待时间已过').waitFor();
      await page.getByRole('button', { name: '完成找回并登录' }).click();
      await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
      await section.getByRole('button', { name: '开启' }).waitFor();
    },
    device,
  );
}
