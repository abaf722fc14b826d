import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { expectAccessible } from './visit.ts';

/** The last code that the stand-in for SMS shows for the number. */
export async function readCode(page: Page, phone: string): Promise<string> {
  const shown = await page.context().newPage();
  try {
    await shown.goto(`${inject('origin')}/stand-in/messages`);
    const text = (await shown.locator('main').textContent())!;
    return new RegExp(`${phone.slice(0, 3)}\\*{4}${phone.slice(-4)}：(\\d{6})`).exec(text)![1]!;
  } finally {
    await shown.close();
  }
}

/** Whoever has no account yet is asked for consent, which the console tells as a 409. */
export async function signIn(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号或邮箱').fill(phone);
  await page.keyboard.press('Enter');
  await page.getByText(`验证码已发往 ${phone}`).waitFor();
  await expectAccessible(page);
  const code = page.getByLabel('6 位验证码');
  await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true);
  await code.fill(await readCode(page, phone));
  await page.keyboard.press('Enter');
  const home = page.getByRole('heading', { name: '账号', exact: true });
  const consent = page.getByLabel(/我已满 14 周岁/);
  await home.or(consent).first().waitFor();
  if (await consent.isVisible()) {
    await expectAccessible(page);
    await consent.check();
    await page.getByRole('button', { name: '登录', exact: true }).click();
  }
  await home.waitFor();
}
let phones = 0;
/** Of nobody else in this run. */
export const newPhone = () => `139${String((Date.now() + 7 * phones++) % 1e8).padStart(8, '0')}`;
