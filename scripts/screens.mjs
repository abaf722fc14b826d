// Takes a picture of every state of the app, on a phone and a wide screen, light and dark.
// Usage: npm run screens -- [folder] [--only=list,menu] [--device=phone] [--theme=dark] [--origin=http://localhost:8080]
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startServer } from './screens/server.mjs';
import { STATES } from './screens/states.mjs';

const WAIT = 30_000; // ms
const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};
const THEMES = ['light', 'dark'];

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: text, device: text, theme: text, origin: text },
});
const folder = positionals[0] ?? '.cache/screens';
const wanted = values.only?.split(',');

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const browser = await chromium.launch({
  executablePath: installed ?? (await (await import('@sparticuz/chromium')).default.executablePath()),
  args: ['--no-sandbox', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const server = values.origin ? { origin: values.origin, stop: async () => {} } : await startServer();
await mkdir(folder, { recursive: true });
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
        const own = { ...options, colorScheme: theme, serviceWorkers: state.worker ? 'allow' : 'block' };
        const context = leavesTraces ? await newContext(own) : shared;
        await take(state, `${folder}/${state.name}-${device}-${theme}.png`, context);
        if (context !== shared) await context.close();
      }
      await shared.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
process.exit(failed ? 1 : 0);

function newContext(options) {
  return browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
}

async function take(state, file, context) {
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
    await page.screenshot({ path: file, fullPage: state.full ?? false });
    console.log(file);
  } catch (error) {
    failed += 1;
    console.error(`${file}: ${error.message.split('\n')[0]}`);
  } finally {
    await page.close();
  }
}

/** Until list and map show what they are going to show. */
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
