import type { Lang } from '@zlm/server/contract';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { tabPages, type Entry, type MarkEntry } from '../src/things/registry.ts';
import type { Hands } from './hands.ts';
import { mapSettled } from './map-page.ts';
import { cards, listShown } from './results.ts';
import { pageSettled } from './visit.ts';

const MOST_ACTIONS = 3; // from the map to a module and back
const LANG: Lang = 'zh-CN';
const TABS = { map: '地图', schedule: '日程', learning: '学习', me: '我的' };

/** Address with viewport and filters, and what is read beside the map. */
async function readView(page: Page): Promise<string[]> {
  const { pathname, search } = new URL(page.url());
  const title = page.locator('.details h2:visible');
  return [pathname + search, (await title.count()) > 0 ? await title.first().innerText() : ''];
}

/** Goes from the map to an entry and back, by as few actions as its way needs; the view is as before. */
export async function walkEntry(page: Page, hands: Hands, entry: Entry): Promise<void> {
  const before = await readView(page);
  let actions = 0;
  const press = async (target: Locator) => {
    actions++;
    await hands.press(target);
  };
  await WAYS[entry.as](page, press, entry as never);
  await expect.poll(() => readView(page), { message: `the view after ${entry.names[LANG]}` }).toEqual(before);
  expect(actions, `actions to ${entry.names[LANG]} and back`).toBeLessThanOrEqual(MOST_ACTIONS);
}

type Press = (target: Locator) => Promise<void>;
type Way<As> = (page: Page, press: Press, entry: Extract<Entry, { as: As }>) => Promise<void>;
const tabOf = (page: Page, name: string) => page.locator('.tabs').getByRole('link', { name, exact: true });

const WAYS: { [As in Entry['as']]: Way<As> } = {
  async page(page, press, entry) {
    await press(tabOf(page, TABS[entry.tab]));
    await page.locator('.tab-page').waitFor();
    const isFirst = tabPages.find(({ tab }) => tab === entry.tab)?.name === entry.name;
    if (!isFirst || entry.tab === 'me')
      await press(page.locator('.tab-page').getByRole('link', { name: entry.names[LANG] }));
    await page.locator(`main[aria-label="${entry.names[LANG]}"] h2`).first().waitFor();
    await press(tabOf(page, TABS.map));
  },
  async layer(page, press, entry) {
    await press(page.getByRole('button', { name: '图层', exact: true }));
    await press(page.getByRole('dialog').getByRole('link', { name: entry.names[LANG] }));
    await page.locator('.details h2', { hasText: entry.names[LANG] }).waitFor();
    await press(page.locator('.details > .bar').getByRole('button', { name: /^返回/ }));
  },
  async app(page, press, entry) {
    await press(page.locator('.avatar'));
    await press(page.locator('.tab-page').getByRole('button', { name: entry.names[LANG] }));
    await press(page.getByRole('dialog', { name: entry.names[LANG] }).getByRole('button', { name: '关闭' }).first());
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  },
  async mark(page, press, { names, slot }) {
    const more = page.locator('.details').getByRole('button', { name: '更多', exact: true });
    if (slot === 'moreActions' && (await more.count()) > 0) await press(more);
    const place = page.locator(slot === 'listTools' ? '#results .tools' : '.details .actions');
    await press(place.locator('button, a').filter({ hasText: names[LANG] }).first());
    const dialog = page.getByRole('dialog');
    const isLeft = () => new URL(page.url()).pathname.startsWith('/print');
    // A switch stays where it is; it may take a moment to be none.
    await pageSettled(page);
    if (isLeft()) await page.goBack();
    else if ((await dialog.count()) > 0) await press(dialog.getByRole('button', { name: '关闭' }).first());
    if (slot === 'listTools') await listShown(page);
  },
};

/** The map with a thing beside it, once nothing moves any more. */
export async function openThing(page: Page): Promise<void> {
  await listShown(page);
  await mapSettled(page);
  await cards(page).first().click();
  await page.locator('.details h2').waitFor();
  await mapSettled(page);
  await pageSettled(page);
}
export const isOnList = (entry: Entry): entry is MarkEntry => entry.as === 'mark' && entry.slot === 'listTools';
