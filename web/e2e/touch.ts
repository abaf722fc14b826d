import type { Page } from 'playwright-core';

/** A finger that goes from one spot to another, as the browser itself takes it. */
export async function swipe(
  page: Page,
  from: { x: number; y: number },
  { dx = 0, dy = 0 }: { dx?: number; dy?: number },
): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const STEPS = 12;
  await touch('touchStart', from.x, from.y);
  for (let step = 1; step <= STEPS; step++) {
    await touch('touchMove', from.x + (dx * step) / STEPS, from.y + (dy * step) / STEPS);
    await page.waitForTimeout(16);
  }
  await touch('touchEnd', from.x + dx, from.y + dy);
  await client.detach();
}

/** px of the sheet above the lower edge, once it has come to rest. */
export async function sheetHeight(page: Page): Promise<number> {
  const shown = () => page.locator('.sheet').evaluate((sheet) => innerHeight - sheet.getBoundingClientRect().top);
  let before = -1;
  for (let now = await shown(); now !== before; now = await shown()) {
    before = now;
    await page.waitForTimeout(120);
  }
  return before;
}
