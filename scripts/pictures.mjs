// Takes the pictures of the README from a running server with all its demo data.
// Usage: node scripts/pictures.mjs [http://localhost:8080]
import { mkdir, writeFile } from 'node:fs/promises';
import { launchChromium } from './chromium.mjs';
import { toIndexedPng } from './indexed-png.mjs';

const origin = process.argv[2] ?? 'http://localhost:8080';
const FOLDER = 'docs/pictures';
const LIMIT = 350 * 1024; // bytes of one picture
const WAIT = 60_000; // ms
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
const NEAR_HANGZHOU = '/?place=330106&map=10.6/30.2600/120.1700';
const CITY = '/?kind=activity,course,institution&map=10.7/30.2400/120.1800';

/** @type {{ name: string, path: string, device: import('playwright-core').BrowserContextOptions, opensFirst?: boolean }[]} */
const PICTURES = [
  { name: 'desktop', path: CITY, device: DESKTOP },
  { name: 'phone', path: `${NEAR_HANGZHOU}&when=weekend&sort=soonest`, device: PHONE },
  { name: 'phone-dark', path: `${NEAR_HANGZHOU}&price=free&sort=soonest`, device: { ...PHONE, colorScheme: 'dark' } },
  { name: 'details', path: `${NEAR_HANGZHOU}&kind=activity&topic=calligraphy`, device: PHONE, opensFirst: true },
];

const browser = await launchChromium();
const blank = await browser.newPage();
await mkdir(FOLDER, { recursive: true });
let isTooLarge = false;
for (const { name, path, device, opensFirst } of PICTURES) {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...device });
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.locator('#results a.card').first().waitFor({ timeout: WAIT });
  await settle(page);
  if (opensFirst) {
    await page.locator('#results a.card').first().tap();
    await page.locator('.details h2').waitFor({ timeout: WAIT });
    await settle(page);
  }
  const file = `${FOLDER}/${name}.png`;
  const picture = await toIndexedPng(await page.screenshot(), blank);
  await writeFile(file, picture);
  await context.close();
  const remark = picture.length > LIMIT ? ', too large' : '';
  isTooLarge ||= remark !== '';
  console.log(`${file} ${Math.round(picture.length / 1024)} KB${remark}`);
}
await browser.close();
process.exit(isTooLarge ? 1 : 0);

/**
 * Until the map has drawn all it wants and the list has stopped moving.
 * @param {import('playwright-core').Page} page
 */
async function settle(page) {
  await page.waitForSelector('[data-idle]', { state: 'attached', timeout: WAIT });
  await page.waitForTimeout(1_200);
}
