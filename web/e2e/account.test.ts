import { expect } from 'vitest';
import { newPhone, readCode, signIn } from './account.ts';
import { byKeyboard } from './hands.ts';
import { listShown } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();

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
      await signIn(page, phone);
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
      await page.getByText('登录已过期').waitFor({ state: 'detached' });
      await expect.poll(() => page.getByLabel('称呼').inputValue()).toBe('王老师');

      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByText('已退出登录').waitFor();
      await page.reload();
      await page.getByRole('heading', { name: '登录或注册' }).waitFor();
    },
    { ...device, tolerates: /status of (400|401|409)/ },
  );
}

detour(
  'an account is made and named by keyboard alone',
  '/',
  async (page) => {
    const { press, write } = byKeyboard;
    await listShown(page);
    await press(page.getByRole('link', { name: /^我的/ }).first());
    await press(page.getByRole('link', { name: /^账号/ }));
    const phone = newPhone();
    await write(page.getByLabel('手机号或邮箱'), phone);
    await page.keyboard.press('Enter');
    await page.getByText(`验证码已发往 ${phone}`).waitFor();
    await write(page.getByLabel('6 位验证码'), await readCode(page, phone));
    await page.keyboard.press('Enter');
    await press(page.getByLabel(/我已满 14 周岁/));
    await press(page.getByRole('button', { name: '登录', exact: true }));
    await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
    await write(page.getByLabel('称呼'), '老王');
    await press(page.getByRole('button', { name: '保存' }));
    await page.getByText('已保存').waitFor();
  },
  { ...DESKTOP, tolerates: /status of 409/ },
);

journey('a guest asks the server nothing about accounts', '/', async (page) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/me') && asked.push(request.url()));
  await page.reload();
  await listShown(page);
  await page.getByRole('link', { name: /^我的/ }).first().click();
  await page.getByText('未登录').waitFor();
  expect(asked).toEqual([]);
});

detour(
  'each role of a demonstration is tried with one tap',
  '/account',
  async (page) => {
    await page.getByText('演示账号（每种身份一个）').click();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^机构管理员/ }).click();
    await page.getByRole('heading', { name: '身份' }).waitFor();
    await page.getByText('机构管理员').waitFor();
    await expectAccessible(page);
  },
  PHONE,
);
