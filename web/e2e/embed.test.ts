import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { mapSettled } from './map-page.ts';
import { expectTotal, listShown, search } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const app = inject('origin');
let host: Server;
let hostOrigin: string;
/** The page of somebody else, on an origin of its own. */
const elsewhere = useBrowser(() => hostOrigin);
const here = useBrowser();

beforeAll(async () => {
  host = createServer(({ url = '/' }, response) => {
    const asked = new URL(url, app).searchParams;
    const path = asked.get('path') ?? '/';
    const sandbox = asked.has('sandbox') ? ` sandbox="${asked.get('sandbox')}"` : '';
    const frame = `<iframe src="${(app + path).replace(/&/g, '&amp;')}" title="map" width="900" height="640"${sandbox}></iframe>`;
    const icon = '<link rel="icon" href="data:,">';
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end(`<!doctype html><html lang="en"><title>Another site</title>${icon}<h1>Another site</h1>${frame}`);
  }).listen(0, 'localhost');
  await once(host, 'listening');
  hostOrigin = `http://localhost:${(host.address() as AddressInfo).port}`;
});
afterAll(() => host.close());

const framed = (page: Page): Frame => page.frames().find((frame) => frame.url().startsWith(app))!;
const tolerates = new RegExp(`other host: ${app}|frame-ancestors|X-Frame-Options`);
/** As browsers do that keep storage from frames of other sites. */
function forbidStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
}

elsewhere.journey(
  'another site frames the map with its counts, and links lead to the full one',
  `/?path=${encodeURIComponent('/embed?kind=course')}`,
  async (page) => {
    const frame = framed(page);
    const card = frame.locator('.card').first();
    await card.waitFor({ timeout: 30_000 });
    await expectTotal(frame, (await search('kind=course')).total);
    await frame.waitForSelector('[data-idle]', { state: 'attached', timeout: 60_000 });
    const [tab] = await Promise.all([page.waitForEvent('popup'), card.click()]);
    const opened = new URL(tab.url());
    expect([opened.origin, opened.searchParams.get('kind')]).toEqual([app, 'course']);
    expect(opened.pathname).toMatch(/^\/courses\/\d+$/);
    expect(framed(page).url()).toContain('/embed?');
  },
  { before: forbidStorage, tolerates },
);

const inSandbox = (sandbox: string, path = '/embed?kind=course') =>
  `/?path=${encodeURIComponent(path)}&sandbox=${encodeURIComponent(sandbox)}`;
const NEEDED = 'allow-scripts allow-same-origin allow-popups';
const LIMITED = { tolerates: new RegExp(`${tolerates.source}|CORS|ERR_FAILED|sandboxed|null`) };

elsewhere.detour(
  'a sandboxed frame says what it needs, with scripts and without, and with that it works',
  inSandbox('allow-scripts'),
  async (page) => {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: '地图不能在这个受限的框架里显示' }).waitFor();
    await frame.getByText(NEEDED).waitFor();
    await page.goto(hostOrigin + inSandbox('allow-scripts', '/en/embed'));
    await frame.getByRole('heading', { name: 'The map cannot be shown in this restricted frame' }).waitFor();
    await page.goto(hostOrigin + inSandbox(''));
    await frame.getByRole('link', { name: '不用脚本也能按条件查找' }).waitFor();
    await page.goto(hostOrigin + inSandbox(NEEDED));
    await frame.locator('.card').first().waitFor();
    await expectTotal(framed(page), (await search('kind=course')).total);
  },
  LIMITED,
);

elsewhere.detour(
  'the usual page refuses to be framed',
  `/?path=${encodeURIComponent('/en?kind=course')}`,
  async (page) => {
    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    await expect.poll(() => page.frames()[1]!.locator('.card').count()).toBe(0);
  },
  { tolerates },
);

here.detour('the code shows this very view, and can be read and copied', '/?kind=course', async (page) => {
  await listShown(page);
  await mapSettled(page);
  await page.locator('.avatar').click();
  await page.getByRole('button', { name: '放到你的网站' }).click();
  const code = page.getByLabel('把这段代码粘贴到网页里');
  await expect
    .poll(() => code.inputValue())
    .toMatch(/^<iframe src="[^"]+\/embed\?kind=course&amp;map=[^"]+" title="浙学地图：课程"/);
  await page.getByText(NEEDED).waitFor();
  await page.getByText('卡片').click();
  await expect.poll(() => code.inputValue()).toContain('width="480" height="640"');
  await expectAccessible(page);
  await page.getByRole('button', { name: '复制代码' }).click();
  await page
    .getByRole('status')
    .getByText(/已复制|请用复制键/)
    .waitFor();
  const [preview] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: '预览' }).click()]);
  await preview.locator('.card').first().waitFor();
  await expectTotal(preview, (await search('kind=course')).total);
  await expectAccessible(preview);
});
