import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAllAccessible, LOOKS } from './looks.ts';
import { search } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const { detour } = useBrowser();
const NEAR = '/?place=330106&map=10.60/30.2600/120.1700';

/** The list in its states. */
async function listLists(): Promise<string[]> {
  const { items } = await search('kind=institution&limit=1');
  const at = items[0]!.place!.lngLat.join();
  return [NEAR, '/en', `/?at=${at}`, '/?q=zzzzqqqq', '/?kind=resource'];
}

/** The server answers such an address itself; the app meets one only while it runs. */
async function expectMissingAccessible(page: Page): Promise<void> {
  // A map that still moves may write an address of its own over it.
  await expect
    .poll(async () => {
      await page.evaluate(() => {
        if (location.pathname !== '/nowhere') history.pushState(null, '', '/nowhere');
        dispatchEvent(new PopStateEvent('popstate', { state: null }));
      });
      return page.locator('.details .empty').isVisible();
    })
    .toBe(true);
  await expectAccessible(page);
}

for (const { how, device } of LOOKS)
  detour(
    `no grave finding on lists, ${how}`,
    '/',
    async (page) => {
      await expectAllAccessible(page, await listLists());
      await expectMissingAccessible(page);
    },
    device,
  );
