import { expect, inject } from 'vitest';
import { connectToDatabase } from './database.ts';
import { search } from './results.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour(
  'a mistake is told at its field, kept through a lost answer and stored once',
  '/',
  async (page) => {
    const { id, title } = (await search('kind=institution&limit=1')).items[0]!;
    await page.goto(`${inject('origin')}/institutions/${id}`);
    await page.locator('.details').getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '信息有误' }).click();
    const dialog = page.getByRole('dialog', { name: '信息有误，告诉我们' });
    const send = dialog.getByRole('button', { name: '提交' });
    await send.click();
    await dialog.getByText('请选择哪里不对。').waitFor();
    await expectAccessible(page);

    await dialog.getByLabel('其他').check();
    await send.click();
    await dialog.getByText('选“其他”时请写明具体情况。').waitFor();
    const text = dialog.getByLabel('具体情况');
    await expect.poll(() => text.evaluate((field) => document.activeElement === field)).toBe(true);
    await expect.poll(() => text.getAttribute('aria-invalid')).toBe('true');
    const said = `门锁着 ${Date.now()}`;
    await text.fill(said);
    await dialog.getByLabel('你的联系方式').fill('a\u0007b');
    await send.click();
    await dialog.getByText('含有不允许的字符').waitFor();
    await dialog.getByLabel('你的联系方式').fill('');

    // The server stores it, its answer gets lost.
    await page.route('**/api/reports', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await send.click();
    await dialog.getByText('没有提交成功：连不上服务器。').waitFor();
    await page.unroute('**/api/reports');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '信息有误' }).click();
    await expect.poll(() => text.inputValue()).toBe(said);
    await send.click();
    const done = dialog.getByText(/^编号 \d+。/);
    await done.waitFor();
    await expectAccessible(page);

    const database = await connectToDatabase();
    try {
      const { rows } = await database.query<{ id: number; thing_title: string }>(
        'SELECT id::int AS id, thing_title FROM reports WHERE body = $1',
        [said],
      );
      expect(rows.map(({ thing_title }) => thing_title)).toEqual([title]);
      await expect.poll(() => done.textContent()).toContain(`编号 ${rows[0]!.id}。`);
    } finally {
      await database.end();
    }
  },
  {
    ...PHONE,
    extraHTTPHeaders: { 'X-Forwarded-For': '192.0.2.6' },
    tolerates: /Failed to load resource|net::ERR_FAILED/,
  },
);
