// Takes a picture of every state of the app, on a phone and a wide screen, light and dark.
// Usage: npm run screens -- [folder] [--only=list,menu] [--device=phone] [--theme=dark] [--origin=http://localhost:8080]
// The folder's index.html shows them side by side.
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startApp } from './app-server.mjs';
import { launchChromium } from './chromium.mjs';
import { STATES } from './screens/states.mjs';

const WAIT = 30_000; // ms
const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};
const THEMES = /** @type {const} */ (['light', 'dark']);

const text = /** @type {const} */ ({ type: 'string' });
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: text, device: text, theme: text, origin: text },
});
const folder = positionals[0] ?? '.cache/screens';
const wanted = /** @type {string | undefined} */ (values.only)?.split(',');

const browser = await launchChromium();
const server = values.origin ? { origin: values.origin, stop: async () => {} } : await startApp({ scale: 0.05 });
await mkdir(folder, { recursive: true });
/** @type {string[]} */
const taken = [];
let failed = 0;
try {
  for (const [device, options] of Object.entries(DEVICES)) {
    for (const theme of THEMES) {
      if ((values.device ?? device) !== device || (values.theme ?? theme) !== theme) continue;
      const shared = await newContext({ ...options, colorScheme: theme });
      for (const state of STATES) {
        if (wanted && !wanted.includes(state.name)) continue;
        if (state.phoneOnly && device !== 'phone') continue;
        // A map costs less where its tiles and code are known; what leaves traces has a context of its own.
        const leavesTraces = state.before || state.routes || state.own;
        /** @type {import('playwright-core').BrowserContextOptions} */
        const own = { ...options, colorScheme: theme, serviceWorkers: state.worker ? 'allow' : 'block' };
        const context = leavesTraces ? await newContext(own) : shared;
        await take(state, `${state.name}-${device}-${theme}.png`, context);
        if (context !== shared) await context.close();
      }
      await shared.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
await writeFile(
  `${folder}/index.html`,
  `<!doctype html><meta charset="utf-8"><title>${taken.length} pictures</title>\n${taken
    .map((name) => `<figure><img src="${name}" alt="" loading="lazy"><figcaption>${name}</figcaption></figure>`)
    .join('\n')}\n`,
);
process.exit(failed ? 1 : 0);

/** @param {import('playwright-core').BrowserContextOptions} options */
function newContext(options) {
  return browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
}

/**
 * @param {import('./screens/rooms.mjs').State} state
 * @param {string} name
 * @param {import('playwright-core').BrowserContext} context
 */
async function take(state, name, context) {
  const page = await context.newPage();
  try {
    if (state.before) await context.addInitScript(state.before);
    for (const [glob, answer] of Object.entries(state.routes ?? {})) await context.route(glob, answer);
    page.setDefaultTimeout(WAIT);
    await page.goto(server.origin + state.path);
    if (state.plain) await page.waitForTimeout(state.slow ? 2_500 : 200);
    else await settle(page, state);
    if (state.act) {
      await state.act(page);
      await page.waitForTimeout(900);
      // What was just opened has been painted only after a frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    await page.screenshot({ path: `${folder}/${name}`, fullPage: state.full ?? false });
    taken.push(name);
    console.log(`${folder}/${name}`);
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${String(error).split('\n')[0]}`);
  } finally {
    await page.close();
  }
}

/**
 * Until list and map show what they are going to show.
 * @param {import('playwright-core').Page} page
 * @param {import('./screens/rooms.mjs').State} state
 */
async function settle(page, { lists = true, draws = lists, slow = false }) {
  const seen = lists ? ':visible' : '';
  const list = ['#results a.card', '#results .empty', '.details .empty', '.details h2']
    .map((part) => part + seen)
    .join();
  await page
    .locator(list)
    .first()
    .waitFor({ state: lists ? 'visible' : 'attached' });
  if (draws) await page.waitForSelector('[data-idle]', { state: 'attached' });
  await page.waitForTimeout(slow ? 5_000 : 700);
}
