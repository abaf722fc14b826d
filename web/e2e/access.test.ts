import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { byKeyboard } from './hands.ts';
import { LOOKS } from './looks.ts';
import { listShown } from './results.ts';
import { expectAccessible, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const NEAR = '/?place=330106&map=10.60/30.2600/120.1700';

async function expectDialogsAccessible(page: Page): Promise<void> {
  await page.goto(inject('origin') + NEAR);
  await listShown(page);
  for (const opener of [/图层/, /^时间/, /^更多/]) {
    await page.getByRole('button', { name: opener }).first().click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  }
}

for (const { how, device } of LOOKS)
  detour(`no grave finding in dialogs, ${how}`, '/', expectDialogsAccessible, device);

journey('the focus never gets lost: skipping, details and back, a dialog, the count line', NEAR, async (page) => {
  await listShown(page);
  const card = page.locator('#results a.card').nth(1);
  const back = page.getByRole('button', { name: '返回列表' });
  const layers = page.getByRole('button', { name: '图层' });
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
  await byKeyboard.press(layers);
  await expect.poll(() => holdsFocus('[role=dialog] *')).toBe(true);
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    await expect.poll(() => holdsFocus('[role=dialog] *')).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => layers.evaluate((button) => button === document.activeElement)).toBe(true);
  // A part of the count line opens its list.
  await byKeyboard.press(page.getByRole('button', { name: /^网上/ }));
  await expect.poll(() => new URL(page.url()).searchParams.get('scope')).toBe('online');
  await listShown(page);
  await expect.poll(() => holdsFocus('body')).toBe(false);
  await expectAccessible(page);
});
