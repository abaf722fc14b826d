import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { DESKTOP, expectAccessible, PHONE, type Device } from './visit.ts';

/** What the switch and the settings would have stored on this device. */
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

const everyLook = STORE.flatMap((before, i) =>
  (['light', 'dark'] as const).map((colorScheme) => ({
    how: `${NAMES[i]}, ${colorScheme}`,
    device: { ...(i % 2 === 1 ? PHONE : DESKTOP), colorScheme, before },
  })),
);

/** Every look the app can have, each on one device; for a change those in which each pair of settings meets. */
export const LOOKS: readonly { how: string; device: Device }[] =
  process.env.SIZE === 'small' ? [0, 3, 5, 6].map((at) => everyLook[at]!) : everyLook;

/** One after the other, once each shows what it is for. */
export async function expectAllAccessible(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(inject('origin') + path);
    const shown =
      '.tab-page h2, .details h2, .details .empty, #results:not(.behind) a.card, #results:not(.behind) .empty';
    await page.locator(shown).first().waitFor({ timeout: 30_000 });
    await expectAccessible(page).catch((error: unknown) => {
      throw new Error(`${path}: ${String(error)}`, { cause: error });
    });
  }
}
