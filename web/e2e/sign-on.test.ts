import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newPhone, signIn } from './account.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();
/** The stand-in is another site, and refuses when it is told to. */
const ELSEWHERE = /status of (401|403)|^other host: http:\/\/127\.0\.0\.1:\d+\/authorize/;
let people = 0;
/** Of nobody else in this run. */
const newPerson = () => `person-${Date.now()}-${people++}`;

/** On the page of the stand-in. */
async function become(page: Page, person: string): Promise<void> {
  await page.getByRole('heading', { name: /模拟登录/ }).waitFor();
  await page.getByText('不是真的学习平台').waitFor();
  await page.getByLabel(/^账号/).fill(person);
  await page.getByRole('button', { name: /^登录/ }).click();
}
const leave = async (page: Page) => {
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录或注册' }).waitFor();
};

detour(
  'who comes from another platform gets an account, comes back to where they were, and comes again',
  '/account?kind=course',
  async (page) => {
    const person = newPerson();
    const by = page.getByRole('button', { name: '用学习平台（模拟）登录' });
    await by.click();
    await page.getByRole('button', { name: /^取消/ }).click();
    await page.getByText('对方平台没有确认成功，请重新开始').waitFor();
    expect(new URL(page.url()).search).toBe('?kind=course');
    await by.click();
    await become(page, person);
    await page.getByText('您第一次用学习平台（模拟）来这里').waitFor();
    expect(page.url()).not.toContain('code=');
    await expectAccessible(page);
    await page.getByRole('button', { name: '注册新账号' }).click();
    await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
    await leave(page);
    await by.click();
    await become(page, person);
    await page.getByRole('heading', { name: '账号', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=course');
    await expectAccessible(page);
  },
  { ...PHONE, tolerates: ELSEWHERE },
);

detour(
  'an account of another platform is linked, signs in, and is unlinked again',
  '/account',
  async (page) => {
    const [person, phone] = [newPerson(), newPhone()];
    await signIn(page, phone);
    await page.getByRole('button', { name: '关联学习平台（模拟）' }).click();
    await become(page, person);
    await page.getByText('已关联学习平台（模拟），以后可以用它登录。').waitFor();
    await expectAccessible(page);
    await leave(page);
    await page.getByRole('button', { name: '用学习平台（模拟）登录' }).click();
    await become(page, person);
    await page.getByText(`手机 ${phone.slice(0, 3)}****${phone.slice(-4)}`).waitFor();
    await page.getByRole('button', { name: '解除：学习平台（模拟）' }).click();
    await expect.poll(() => page.getByRole('button', { name: /^解除/ }).count()).toBe(0);
  },
  { ...PHONE, tolerates: ELSEWHERE },
);
