import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, loadConfigFromFile, type Plugin } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import type { PhotoValue } from '../src/modules/media/photo-value.ts';
import { hugePng, photoOf, smallPhoto } from '../../server/src/testing/pictures.ts';
import { insertInstitution } from './database.ts';
import { newPhone } from './account.ts';
import { serveCopy } from './served-copy.ts';
import { becomeStaff, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const WEB = fileURLToPath(new URL('../', import.meta.url));
let served: Awaited<ReturnType<typeof serveCopy>> | undefined;
let folder: string;

/** The field alone, in a page of its own, before the API of the running server. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zlm-photo-field-'));
  const { config } = (await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(WEB, 'vite.config.ts'),
    WEB,
  ))!;
  const plugins = (config.plugins ?? []).flat(Infinity as 1) as Plugin[];
  await build({
    ...{ configFile: false, root: join(WEB, 'e2e/photo-field'), logLevel: 'error' },
    ...{ resolve: config.resolve!, define: config.define! },
    plugins: plugins.filter(({ name }) => name.startsWith('vite:')),
    build: { outDir: folder, emptyOutDir: true, minify: false, assetsInlineLimit: 0, reportCompressedSize: false },
  });
  served = await serveCopy(folder);
});
afterAll(async () => {
  await served?.close();
  await rm(folder, { recursive: true, force: true });
});
const { detour } = useBrowser(() => served!.origin);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const valueOf = async (page: Page) =>
  JSON.parse((await page.locator('#value').getAttribute('data-value'))!) as PhotoValue[];
const altsOf = async (page: Page) => (await valueOf(page)).map(({ alt }) => alt);
const choose = (page: Page, buffer: Buffer, name = 'a.jpg', mimeType = 'image/jpeg') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
const what = (page: Page) => page.locator('.draft input');

declare global {
  interface Window {
    sent?: Blob;
  }
}
/** Runs in the page: what was sent last can be looked at. */
function noteSent(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    window.sent = body as Blob;
    send.call(this, body);
  };
}

async function arrive(page: Page): Promise<void> {
  const school = await withDatabase((database) => insertInstitution(database, `学校 ${newPhone()}`));
  await becomeStaff(page, 'educator', school);
  await page.reload();
}
async function add(page: Page, photo: Buffer, alt: string): Promise<void> {
  const before = (await valueOf(page)).length;
  await choose(page, photo);
  await what(page).fill(alt);
  await what(page).press('Enter');
  await expect.poll(async () => (await valueOf(page)).length).toBe(before + 1);
}

detour(
  'photos are chosen, described, sent smaller, put in order by keyboard and taken out',
  '/',
  async (page) => {
    await arrive(page);
    await page.evaluate(noteSent);
    const photo = await photoOf();
    await choose(page, photo);
    await button(page, '上传').click();
    await page.getByText('请用一句话说明照片里是什么').waitFor();
    await what(page).fill('老师在教握笔');
    await expectAccessible(page);
    await button(page, '上传').click();
    await expect.poll(async () => await altsOf(page)).toEqual(['老师在教握笔']);
    // Upright: it lay on its side. Nothing of where it was taken leaves the device.
    expect((await valueOf(page))[0]).toMatchObject({ width: 1200, height: 1600 });
    const sent = await page.evaluate(async () => ({ size: window.sent!.size, text: await window.sent!.text() }));
    expect([photo.includes('Kamera'), sent.text.includes('Kamera')]).toEqual([true, false]);
    expect(sent.size).toBeLessThan(photo.length);
    await expect
      .poll(() => page.locator('.row img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(240);

    await add(page, await smallPhoto('teal'), '第二张');
    await add(page, await smallPhoto('gold'), '第三张');
    await page.getByText('已有 3 张，删除一张才能再加').waitFor();
    await page.getByText('请写得具体些').waitFor();
    await button(page, '第 1 张往后移').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await altsOf(page)).toEqual(['第二张', '第三张', '老师在教握笔']);
    await page.getByRole('status').getByText('现在是第 3 张').waitFor();
    expect(await button(page, '第 3 张往前移').evaluate((one) => one === document.activeElement)).toBe(true);
    await button(page, '移除第 2 张').click();
    await page.getByLabel('照片里是什么？').first().fill('');
    await page.getByText('请用一句话说明照片里是什么').waitFor();
    await page.getByLabel('照片里是什么？').first().fill('砚台');
    expect(await altsOf(page)).toEqual(['砚台', '老师在教握笔']);
    await page.evaluate(() => (document.documentElement.dataset.elder = ''));
    await expectAccessible(page);
  },
  PHONE,
);

detour(
  'a lost connection costs no photo, a refusal says why, and what was cancelled is not there',
  '/en',
  async (page) => {
    await arrive(page);
    await page.route('**/api/files*', (route) => route.abort('connectionfailed'), { times: 1 });
    await choose(page, await smallPhoto('navy'));
    await what(page).fill('An ink stone');
    await button(page, 'Upload').click();
    await page.getByText(/sent again once there is a connection/).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => altsOf(page)).toEqual(['An ink stone']);

    // What this browser cannot read goes as it is, and the server says what is wrong with it.
    await choose(page, hugePng().subarray(0, 24), 'a.png', 'image/png');
    await what(page).fill('x');
    await button(page, 'Upload').click();
    await page.getByText('is broken or was cut off on its way').waitFor();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Add a photo').waitFor();
    expect(await altsOf(page)).toEqual(['An ink stone']);
  },
  { tolerates: /ERR_CONNECTION_FAILED|status of 400/ },
);
