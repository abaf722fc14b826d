// Takes the pictures of docs/importing-for-clerks.md: one file with faults on its way, as an educator of the demo data sees it.
// Usage: node scripts/import-pictures.mjs
import { mkdir, writeFile } from 'node:fs/promises';
import { startApp } from './app-server.mjs';
import { launchChromium } from './chromium.mjs';
import { toIndexedPng } from './indexed-png.mjs';

const FOLDER = 'docs/pictures';
const LIMIT = 90 * 1024; // bytes of one picture
const WAIT = 120_000; // ms
const DRAWN = 900; // ms after which nothing moves any more
const WINDOW = { viewport: { width: 960, height: 680 } };

/** @type {(school: string) => string} */
const sheetOf = (school) =>
  [
    '2026 年冬季学习活动安排表,,,,,,,,,,',
    '课程安排,承办,上课地点,经度,纬度,形式,主题,面向人群,日期,上课时间,费用',
    `毛笔书法入门,${school},社区学院教学楼,120.1301,30.2902,系列课,书法,老人,2026-12-09；2026-12-16,9点-11点,每人50元`,
    `智能手机课堂,${school},文化礼堂,120.1402,30.3002,讲座,智能手机,居民,2026-12-10,下午2:00-4:00,免费（材料费自理）`,
    `合唱团,${school},文化礼堂,120.1402,30.3002,系列课,合唱,居民,2026-12-11；2026-12-18,晚上7点-8点半,待定`,
    `亲子剪纸,${school},少年宫,120.1512,30.2812,系列课,剪纸,亲子,2026-12-12,看情况,30元`,
    '',
  ].join('\r\n');

const app = await startApp({ scale: 0.05 });
const browser = await launchChromium();
const blank = await browser.newPage();
await mkdir(FOLDER, { recursive: true });
let isTooLarge = false;
try {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...WINDOW });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT);
  const { accounts } = await (await context.request.get(`${app.origin}/api/demo-accounts`)).json();
  const { account, institution } = /** @type {{ role: string, account: string, institution: { name: string } }[]} */ (
    accounts
  ).find(({ role }) => role === 'educator') ?? { account: '', institution: { name: '' } };
  await context.request.post(`${app.origin}/api/demo-accounts/session`, {
    data: { account },
    headers: { origin: app.origin },
  });
  await page.goto(app.origin);
  await page.evaluate(() => localStorage.setItem('zlm.account', '1'));
  await walk(page, institution.name);
} finally {
  await browser.close();
  await app.stop();
}
process.exit(isTooLarge ? 1 : 0);

/**
 * @param {import('playwright-core').Page} page
 * @param {string} school
 */
async function walk(page, school) {
  /** @type {(name: string | RegExp) => Promise<void>} */
  const press = (name) => page.getByRole('button', { name }).click();
  /** @type {(header: string, key: string) => Promise<unknown>} */
  const choose = (header, key) => page.getByRole('combobox', { name: `“${header}”当作` }).selectOption(key);
  /** @type {(selector: string) => Promise<void>} */
  const scrollTo = (selector) =>
    page.evaluate((to) => {
      document.querySelector(to)?.scrollIntoView({ block: 'start' });
      // From under the head of the page.
      document.querySelector('.tab-page')?.scrollBy(0, -72);
    }, selector);

  await page.goto(`${app.origin}/desk/imports@new`);
  await page.locator('.start').waitFor();
  const buffer = Buffer.from(`\uFEFF${sheetOf(school)}`);
  await page.setInputFiles('input[type=file]', { name: '冬季安排.csv', mimeType: 'text/csv', buffer });
  await scrollTo('.steps');
  await take(page, '1-file');

  await press('上传并检查');
  await page.locator('form.columns').waitFor();
  await choose('课程安排', 'title');
  await choose('承办', 'institution');
  await scrollTo('form.columns');
  await take(page, '2-columns');

  await press('照这样再检查一次');
  await page.locator('.tiles').waitFor();
  await scrollTo('.result');
  await take(page, '3-result');

  const rows = page.url();
  await page.getByRole('link', { name: '亲子剪纸' }).click();
  await page.locator('.detail .problems').waitFor();
  await scrollTo('.split');
  await take(page, '4-row');

  await page.goto(rows.replace('/desk/imports@', '/imports/'));
  await page.getByText(/地图上有/).waitFor();
  await page.waitForSelector('[data-idle]', { state: 'attached' });
  await take(page, '5-map');

  await page.goto(rows);
  await press(/^全部写入/);
  await page.getByRole('heading', { name: '写入完成' }).waitFor();
  await scrollTo('.steps');
  await take(page, '6-done');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function take(page, name) {
  await page.waitForTimeout(DRAWN);
  const picture = await toIndexedPng(await page.screenshot(), blank);
  const file = `${FOLDER}/import-${name}.png`;
  await writeFile(file, picture);
  isTooLarge ||= picture.length > LIMIT;
  console.log(`${file} ${Math.round(picture.length / 1024)} KB`);
}
