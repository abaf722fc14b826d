import { KINDS, traitsOf, type Kind } from '@zlm/server/contract/kinds';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { mapSettled, toPath } from './map-page.ts';
import { catchMap, readHalo } from './rendered.ts';
import { cards, listShown, search } from './results.ts';
import { DESKTOP, expectAccessible, pageSettled, PHONE, useBrowser, type Device } from './visit.ts';

const { journey, detour } = useBrowser();
const SAMPLE = 2; // things of a kind
const elderBefore = () => localStorage.setItem('zlm.elder', '1');
const SPAN = /(正在进行|今天|今晚|明天|[本下]?周[一二三四五六日]) \d+月\d+日 \d\d:\d\d–/;

/** What everybody needs before going, by kind; the rest is there where it is known. */
const NEEDED: Record<Kind, readonly string[]> = {
  institution: ['.title', '.where', '.primary'],
  activity: ['.title', '.when', '.where', '.primary', '.enrol'],
  course: ['.title', '.when', '.where', '.primary', '.enrol'],
  resource: ['.title', '.where', '.primary', '.enrol'],
  credit_point: ['.title', '.where', '.primary'],
};
const PARTS = ['.title', '.when', '.where', '.primary', '.enrol'];

/** Px between the end of each part and the end of what is seen of the details; less than none is cut. */
function readRoom(page: Page): Promise<Record<string, number>> {
  return page.locator('.details').evaluate((panel, parts) => {
    const end = Math.min(panel.getBoundingClientRect().bottom, innerHeight);
    const found = parts.flatMap((part) => {
      const box = panel.querySelector(`.frame > ${part}, .frame > .head ${part}`)?.getBoundingClientRect();
      return box && box.height > 0 ? [[part, Math.floor(end - box.bottom)] as const] : [];
    });
    return Object.fromEntries(found);
  }, PARTS);
}
/** Width and height of the actions, px. */
function readActions(page: Page): Promise<{ width: number; height: number }[]> {
  return page.locator('.details .primary > *').evaluateAll((all) =>
    all.map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return { width: Math.round(width), height: Math.round(height) };
    }),
  );
}

async function expectFirstScreen(page: Page, kind: Kind, target: number): Promise<void> {
  const query = traitsOf(kind).places === 'none' ? '' : '&scope=view&bbox=118,27,123,31.2';
  const { items } = await search(`kind=${kind}&limit=${SAMPLE}${query}`);
  expect(items.length).toBeGreaterThan(0);
  for (const { id, title, place } of items) {
    await page.goto(`${inject('origin')}/${traitsOf(kind).folder}/${id}`);
    await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor({ timeout: 15_000 });
    await expect.poll(() => readActions(page).then((all) => all.length), { message: title }).toBe(4);
    // Until labels have taken the place of longer codes.
    const cut = async () => Object.entries(await readRoom(page)).filter(([, px]) => px < 0);
    await expect.poll(cut, { message: title }).toEqual([]);
    expect(Object.keys(await readRoom(page)), title).toEqual(expect.arrayContaining([...NEEDED[kind]]));
    const actions = await readActions(page);
    expect(new Set(actions.map(({ width, height }) => `${width} ${height}`)).size, title).toBe(1);
    expect(actions[0]!.height, title).toBeGreaterThanOrEqual(target);
    expect(await told(page).getByText('演示数据', { exact: true }).count(), title).toBe(1);
    if (!place) await expectNoMap(page);
  }
}
/** Of the thing itself, without the cards of others. */
const told = (page: Page) => page.locator('.details .frame > :not(.shelf)');

async function expectNoMap(page: Page): Promise<void> {
  const details = page.locator('.details');
  await details.getByRole('button', { name: '更多' }).click();
  expect(await details.getByRole('button', { name: /导航|地图/ }).count()).toBe(0);
  expect(await details.getByText('WGS-84').count()).toBe(0);
}

const SCREENS: [string, Device, number][] = [
  ['a phone', PHONE, 44],
  ['a wide screen', DESKTOP, 36],
  ['a phone in the elder view', { ...PHONE, before: elderBefore }, 48],
];
for (const [name, device, target] of SCREENS)
  for (const kind of KINDS) {
    const walk = kind === 'activity' && name === 'a phone' ? journey : detour;
    walk(
      `the first screen of one ${kind} says all one needs before going on ${name}`,
      '/find',
      (page) => expectFirstScreen(page, kind, target),
      device,
    );
  }

/** The first card that is seen whole. */
function firstWhole(page: Page): Promise<string | null> {
  return cards(page).evaluateAll((all) => {
    const list = document.querySelector('#results')!.getBoundingClientRect();
    const isWhole = (card: Element) => {
      const { top, bottom } = card.getBoundingClientRect();
      return top >= list.top && bottom <= list.bottom;
    };
    return all.find(isWhole)?.getAttribute('data-thing') ?? null;
  });
}

journey(
  'while one thing is read the tools of the list are away, and come back with it',
  '/?kind=activity&map=10.60/30.2600/120.1700',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const tools = ['.scope-line', '.filter-row .bar', '#results .tools'].map((part) => page.locator(part));
    for (const tool of tools) await expect.poll(() => tool.isVisible()).toBe(true);
    const results = page.locator('#results');
    await results.evaluate((list) => list.scrollTo(0, 300));
    const id = await firstWhole(page);
    const card = page.locator(`#results [data-thing="${id}"]`).first();
    await card.evaluate((link) => link.focus({ preventScroll: true }));
    await page.keyboard.press('Enter');
    const details = page.locator('.details');
    await details.locator('h2').waitFor();
    for (const tool of tools) await expect.poll(() => tool.isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: /返回/ }).count()).toBe(1);
    expect(await details.locator('h1, h2').count()).toBe(1);
    await expect.poll(() => details.evaluate((panel) => panel === document.activeElement)).toBe(true);
    await expect.poll(() => details.locator('.frame > .when').innerText()).toMatch(SPAN);
    // The title shrinks into the head.
    const name = details.locator('.bar .name');
    const opacity = () => name.evaluate((one) => Number(getComputedStyle(one).opacity));
    await expect.poll(opacity).toBe(0);
    await details.evaluate((panel) => panel.scrollTo(0, 300));
    await expect.poll(opacity).toBe(1);
    expect(await name.innerText()).toBe(await details.locator('h2').innerText());
    await expectAccessible(page);
    await page.goBack();
    await expect.poll(() => results.evaluate((list) => list.scrollTop)).toBe(300);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-thing'))).toBe(id);
    for (const tool of tools) await expect.poll(() => tool.isVisible()).toBe(true);
  },
  PHONE,
);

detour(
  'what is open in a ring has a halo around it, and a pin of its own where it stands alone',
  '/find',
  async (page) => {
    const { items } = await search('kind=activity&mode=offline&limit=1&scope=view&bbox=120.1,30.2,120.2,30.3');
    const { id, place } = items[0]!;
    const [lng, lat] = place!.lngLat;
    const open = async (zoom: number) => {
      await page.goto(`${inject('origin')}/activities/${id}${toPath({ zoom, lng, lat }).slice(1)}`);
      await page.locator('.details h2').waitFor();
      await mapSettled(page);
      await pageSettled(page);
    };
    await open(10.2);
    await expect.poll(() => readHalo(page)).toEqual({ halos: 1, isAroundRing: true, pins: 0 });
    await open(17.5);
    await expect.poll(() => readHalo(page)).toEqual({ halos: 0, isAroundRing: false, pins: 1 });
  },
  { ...DESKTOP, before: catchMap },
);
