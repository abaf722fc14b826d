import { KINDS, traitsOf } from '@zlm/server/contract/kinds';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { byKeyboard } from './hands.ts';
import { listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, PHONE, useBrowser, type Device } from './visit.ts';

const { journey, detour } = useBrowser();
const NEAR = '/?place=330106&map=10.60/30.2600/120.1700';
/** Details of each kind. */
async function listDetails(): Promise<string[]> {
  return Promise.all(
    KINDS.map(async (kind) => {
      const { items } = await search(`kind=${kind}&limit=1`);
      return `/${traitsOf(kind).folder}/${items[0]!.id}`;
    }),
  );
}

/** The list in its states. */
async function listLists(): Promise<string[]> {
  const { items } = await search('kind=institution&limit=1');
  const at = items[0]!.place!.lngLat.join();
  return [NEAR, '/en', `/?at=${at}`, '/?q=zzzzqqqq', '/?kind=resource', '/nowhere'];
}

async function expectAllAccessible(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(inject('origin') + path);
    const shown = '.details h2, #results:not(.behind) a.card, #results:not(.behind) .empty';
    await page.locator(shown).first().waitFor({ timeout: 30_000 });
    await expectAccessible(page).catch((error: unknown) => {
      throw new Error(`${path}: ${String(error)}`, { cause: error });
    });
  }
}

async function expectDialogsAccessible(page: Page): Promise<void> {
  await page.goto(inject('origin') + NEAR);
  await listShown(page);
  for (const opener of [/菜单/, /^时间/, /^更多/]) {
    await page.getByRole('button', { name: opener }).first().click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  }
}

/** What the switch and the menu would have stored on this device. */
const STORE = [
  () => undefined,
  () => localStorage.setItem('zlm.elder', '1'),
  () => localStorage.setItem('zlm.contrast', 'more'),
  () => {
    localStorage.setItem('zlm.elder', '1');
    localStorage.setItem('zlm.contrast', 'more');
  },
] as const;
const NAMES = ['normal', 'elder', 'high contrast', 'elder in high contrast'];

for (const [i, before] of STORE.entries()) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const device: Device = { ...(i % 2 === 1 ? PHONE : DESKTOP), colorScheme, before };
    const how = `${NAMES[i]}, ${colorScheme}`;
    detour(
      `no grave finding on lists, ${how}`,
      '/',
      async (page) => expectAllAccessible(page, await listLists()),
      device,
    );
    detour(
      `no grave finding on details, ${how}`,
      '/',
      async (page) => expectAllAccessible(page, await listDetails()),
      device,
    );
    detour(`no grave finding in dialogs, ${how}`, '/', expectDialogsAccessible, device);
  }
}

journey('the focus never gets lost: skipping, details and back, a dialog, the count line', NEAR, async (page) => {
  await listShown(page);
  const card = page.locator('#results a.card').nth(1);
  const back = page.getByRole('button', { name: '返回列表' });
  const menu = page.getByRole('button', { name: '菜单' });
  const holdsFocus = (selector: string) =>
    page.evaluate((selector) => document.activeElement?.matches(selector), selector);
  await byKeyboard.press(page.getByRole('button', { name: '跳到结果列表' }));
  await expect.poll(() => holdsFocus('#results')).toBe(true);
  // From the list to a card, into its details and back to the card.
  const id = await card.getAttribute('data-thing');
  await byKeyboard.press(card);
  await back.waitFor();
  await expect.poll(() => holdsFocus('.details')).toBe(true);
  await byKeyboard.press(back);
  await expect.poll(() => holdsFocus(`[data-thing="${id}"]`)).toBe(true);
  // A dialog keeps the focus.
  await byKeyboard.press(menu);
  await expect.poll(() => holdsFocus('[role=dialog] *')).toBe(true);
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    expect(await holdsFocus('[role=dialog] *')).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);
  // A part of the count line opens its list, from details too.
  await byKeyboard.press(card);
  await back.waitFor();
  await byKeyboard.press(page.getByRole('button', { name: /^网上/ }));
  await expect.poll(() => new URL(page.url()).searchParams.get('scope')).toBe('unplaced');
  await listShown(page);
  await expect.poll(() => holdsFocus('body')).toBe(false);
  await expectAccessible(page);
});
