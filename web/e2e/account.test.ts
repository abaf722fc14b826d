import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { listShown } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();

/** The last code that the stand-in for SMS shows for the number. */
async function readCode(page: Page, phone: string): Promise<string> {
  const shown = await page.context().newPage();
  try {
    await shown.goto(`${inject('origin')}/stand-in/messages`);
    const text = (await shown.locator('main').textContent())!;
    return new RegExp(`${phone.slice(0, 3)}\\*{4}${phone.slice(-4)}：(\\d{6})`).exec(text)![1]!;
  } finally {
    await shown.close();
  }
}

async function signIn(page: Page, phone: string, { isNew = false } = {}): Promise<void> {
  await page.getByLabel('手机号或邮箱').fill(phone);
  await page.keyboard.press('Enter');
  await page.getByText(`验证码已发往 ${phone}`).waitFor();
  await expectAccessible(page);
  const code = page.getByLabel('6 位验证码');
  await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true);
  await code.fill(await readCode(page, phone));
  await page.keyboard.press('Enter');
  if (isNew) {
    await page.getByLabel(/我已满 14 周岁/).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  }
  await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
}
const newPhone = () => `139${String(Date.now() % 1e8).padStart(8, '0')}`;

for (const [how, device, walk] of [
  ['a phone', PHONE, journey],
  ['a wide screen', DESKTOP, detour],
] as const) {
  walk(
    `an account is made by a code, named, and left again, on ${how}`,
    '/?kind=course',
    async (page) => {
      await listShown(page);
      const before = new URL(page.url()).searchParams.get('kind');
      await page.getByRole('link', { name: /^我的/ }).first().click();
      await page.getByRole('link', { name: /^账号/ }).click();
      await page.getByRole('heading', { name: '登录或注册' }).waitFor();
      await expectAccessible(page);

      await page.getByLabel('手机号或邮箱').fill('12345');
      await page.keyboard.press('Enter');
      await page.getByText('须是 11 位手机号').waitFor();
      const phone = newPhone();
      await signIn(page, phone, { isNew: true });
      await expectAccessible(page);

      await page.getByLabel('称呼').fill('老王');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('已保存').waitFor();
      await page.reload();
      await expect.poll(() => page.getByLabel('称呼').inputValue()).toBe('老王');
      expect(before).toBe('course');

      // Ended elsewhere while somebody types: what was typed is still there after signing in again.
      await page.getByLabel('称呼').fill('王老师');
      await page.context().clearCookies();
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('登录已过期').waitFor();
      await signIn(page, phone);
      await expect.poll(() => page.getByLabel('称呼').inputValue()).toBe('王老师');

      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByText('已退出登录').waitFor();
      await page.reload();
      await page.getByRole('heading', { name: '登录或注册' }).waitFor();
    },
    { ...device, tolerates: /status of (400|401|409)/ },
  );
}

journey('a guest asks the server nothing about accounts', '/', async (page) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/me') && asked.push(request.url()));
  await page.reload();
  await listShown(page);
  await page.getByRole('link', { name: /^我的/ }).first().click();
  await page.getByText('未登录').waitFor();
  expect(asked).toEqual([]);
});
