import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, loadConfigFromFile, type Plugin } from 'vite';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { openThing, walkEntry } from './frame-walk.ts';
import { byMouse, byTouch } from './hands.ts';
import { mapSettled } from './map-page.ts';
import { listShown } from './results.ts';
import { serveCopy } from './served-copy.ts';
import { module } from './sixteenth/module.ts';
import { DESKTOP, PHONE, useBrowser } from './visit.ts';

const WEB = fileURLToPath(new URL('../', import.meta.url));
const BUILD = { command: 'build', mode: 'production' } as const;
const FOLDERS = "'../modules/*/module.ts'";
let served: Awaited<ReturnType<typeof serveCopy>> | undefined;
let folder: string;

/** As if the folder of this journey stood among the modules. */
const joined: Plugin = {
  name: 'sixteenth',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/things/registry.ts')) return null;
    if (!code.includes(FOLDERS)) throw new Error('the registry no longer looks for modules as this journey thinks');
    return code.replace(FOLDERS, `[${FOLDERS}, '../../e2e/sixteenth/module.ts']`);
  },
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zlm-sixteenth-'));
  const { config } = (await loadConfigFromFile(BUILD, join(WEB, 'vite.config.ts'), WEB))!;
  const plugins = (config.plugins ?? []).flat(Infinity as 1) as Plugin[];
  await build({
    ...config,
    configFile: false,
    root: WEB,
    logLevel: 'error',
    // What a device keeps is of the real build.
    plugins: [joined, ...plugins.filter(({ name }) => !name.startsWith('vite-plugin-pwa'))],
    build: { ...config.build, outDir: folder, emptyOutDir: true, minify: false, reportCompressedSize: false },
  });
  served = await serveCopy(folder);
});
afterAll(async () => {
  await served?.close();
  await rm(folder, { recursive: true, force: true });
});
const { detour } = useBrowser(() => served!.origin);

/** What can be pressed on the screen of the map, but for the list. */
function listHome(page: Page): Promise<string[]> {
  return page
    .locator('.tabs a, header button, header a, .tools button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim()));
}

for (const [name, device, hands] of [
  ['a wide screen', DESKTOP, byMouse],
  ['a phone', PHONE, byTouch],
] as const) {
  detour(
    `a sixteenth module of one folder appears where it says and adds nothing to the map on ${name}`,
    '/?kind=activity&map=10.60/30.2600/120.1700',
    async (page) => {
      await listShown(page);
      await mapSettled(page);
      const home = await listHome(page);
      await openThing(page);
      for (const entry of module.entries!) await walkEntry(page, hands, entry);
      await page.goto(`${served!.origin}/me`);
      await page.getByRole('link', { name: '第十六个' }).getByText('需要账号 · 编出来的').waitFor();
      await page.goto(`${inject('origin')}/?kind=activity&map=10.60/30.2600/120.1700`);
      await listShown(page);
      await mapSettled(page);
      await expect.poll(() => listHome(page)).toEqual(home);
    },
    { ...device, tolerates: /other host/ },
  );
}
