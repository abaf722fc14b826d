import type { Locator, Page } from 'playwright-core';

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
    await page.evaluate(nextFrame);
  }
  await touch('touchEnd', from.x + dx, from.y + dy);
  await client.detach();
}

/** A finger that stays on a spot until something has appeared. */
export async function holdUntil(page: Page, at: { x: number; y: number }, appeared: Locator): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await appeared.waitFor();
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await client.detach();
}

/** px of the sheet above the lower edge, once it has come to rest. */
export async function sheetHeight(page: Page): Promise<number> {
  return page.locator('.sheet').evaluate(async (sheet) => {
    const shown = () => innerHeight - sheet.getBoundingClientRect().top;
    const seen: number[] = [];
    while (seen.length < 3 || seen.slice(-3).some((height) => height !== seen.at(-1))) {
      await Promise.all(sheet.getAnimations().map(({ finished }) => finished));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      seen.push(shown());
    }
    return shown();
  });
}

/** Runs in the page. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
