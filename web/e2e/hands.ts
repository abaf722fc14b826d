import type { Locator, Page } from 'playwright-core';

/** How somebody works a page. */
interface Hands {
  press(page: Page, target: Locator): Promise<void>;
  choose(page: Page, radio: Locator): Promise<void>;
  fill(page: Page, field: Locator, text: string): Promise<void>;
}
export const BY_HAND: Hands = {
  press: (_, target) => target.click(),
  choose: (_, radio) => radio.check({ force: true }),
  fill: (_, field, text) => field.fill(text),
};

/** More than any page here has. */
const MOST_STOPS = 300;
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** By Tab alone, from wherever the focus is. Throws where it is never reached. */
async function reach(page: Page, target: Locator, isThere = () => isFocused(target)): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} is not reached by Tab`);
}
const isInGroup = (radio: Locator) =>
  radio.evaluate((one) => (document.activeElement as HTMLInputElement | null)?.name === (one as HTMLInputElement).name);

export const BY_KEYBOARD: Hands = {
  async press(page, target) {
    await reach(page, target);
    await page.keyboard.press('Enter');
  },
  /** One stop for the group, then arrows; the first is taken by Space. */
  async choose(page, radio) {
    await reach(page, radio, () => isInGroup(radio));
    await page.keyboard.press('Space');
    for (let step = 0; step < 10 && !(await radio.isChecked()); step++) await page.keyboard.press('ArrowDown');
  },
  async fill(page, field, text) {
    await reach(page, field);
    await page.keyboard.type(text);
  },
};
