import { openPhone } from '../phone.mjs';

const PATIENCE = 30_000; // ms
const REST = 700; // ms for the answer to an interaction

/** A journey through the list by touch: the longest interaction to its next paint, milliseconds. */
export async function interaction(browser, origin) {
  const { page, close } = await openPhone(browser, { network: false });
  const rest = () => page.waitForTimeout(REST);
  try {
    await page.goto(`${origin}/?scope=all`);
    await page.locator('#results a.card').first().waitFor({ timeout: PATIENCE });
    await page.waitForTimeout(2_000);
    const chips = page.locator('.filter-row button');
    await chips.first().tap();
    await page.getByRole('dialog').waitFor({ timeout: PATIENCE });
    await rest();
    await page.getByRole('dialog').getByRole('checkbox').first().tap();
    await rest();
    await page.keyboard.press('Escape');
    await rest();
    await page.locator('#results a.card').first().tap();
    await page.locator('.details h2').first().waitFor({ timeout: PATIENCE });
    await rest();
    await page.locator('.details .bar button').first().tap();
    await rest();
    await page.locator('.scope-line button').last().tap();
    await rest();
    await page.locator('input[type="search"], [role="combobox"]').first().tap();
    await page.keyboard.type('taiji', { delay: 150 });
    await rest();
    await page.keyboard.press('Enter');
    await rest();
    const { interactions } = await page.evaluate(() => globalThis.seen);
    if (interactions.length === 0) throw new Error('no interaction was seen');
    return { worst: Math.max(...interactions.map(({ duration }) => duration)), count: interactions.length };
  } finally {
    await close();
  }
}
