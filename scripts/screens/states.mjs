// Every state of the app a person may meet: an address, and what is done there before the picture.
import { KINDS, traitsOf } from '../../server/dist/contract/kinds.js';
import { QUEUE } from './queue.mjs';
import { NEAR, PLAIN, ROOMS, seen } from './rooms.mjs';

/** @typedef {import('./rooms.mjs').Act} Act */

/** @param {import('playwright-core').Page} page */
const firstCard = (page) => page.locator('#results a.card').first();
/** @type {(name: string | RegExp) => Act} */
const open = (name) => async (page) => {
  await page.getByRole('button', { name }).first().click();
  await page.locator('[role=dialog]').waitFor();
};

/** @type {(group: string) => Act} */
const filters = (group) => async (page) => {
  await open(/^筛选/)(page);
  await page.locator('[role=dialog] summary', { hasText: group }).click();
};

/** @type {Act} */
const treeShown = (page) => page.locator('.tree a').first().waitFor();
/** @type {Act} */
const intoBranch = async (page) => {
  await treeShown(page);
  for (const steps of [1, 2]) {
    await page.locator('.tree a.below').first().click();
    await page.waitForFunction((depth) => document.querySelectorAll('.trail li').length === depth, steps);
  }
};

/**
 * Lists by kind; what has no spot is shown where it is listed.
 * @type {import('./rooms.mjs').State[]}
 */
const details = KINDS.map((kind) => ({
  name: `details-${kind}`,
  path: traitsOf(kind).places === 'none' ? `/?kind=${kind}` : `${NEAR}&kind=${kind}&scope=all`,
  act: async (page) => {
    await firstCard(page).click();
    await page.locator('.details h2').waitFor();
  },
}));

/** @type {(status: number) => import('./rooms.mjs').Answer} */
const problem = (status) => (route) =>
  route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ title: '', status }) });

/** @type {import('./rooms.mjs').State[]} */
export const STATES = [
  { name: 'list', path: NEAR },
  { name: 'list-home', path: '/' },
  { name: 'cities', path: '/?map=6.00/29.20/120.50' },
  { name: 'cities-elder', path: '/?map=6.00/29.20/120.50', before: seen.elder },
  { name: 'counties', path: '/?map=8.20/30.20/120.20' },
  { name: 'counties-en', path: '/en?map=8.20/30.20/120.20' },
  { name: 'counties-contrast', path: '/?map=9.00/30.20/120.20', before: seen.contrast },
  { name: 'list-home-en', path: '/en' },
  { name: 'list-home-elder', path: '/', before: seen.elder },
  { name: 'list-en', path: `/en${NEAR.slice(1)}` },
  { name: 'list-elder', path: NEAR, before: seen.elder },
  { name: 'list-elder-en', path: `/en${NEAR.slice(1)}`, before: seen.elder },
  { name: 'list-contrast', path: NEAR, before: seen.contrast },
  { name: 'list-sheet-peek', path: NEAR, act: (page) => press(page, 'ArrowDown'), phoneOnly: true },
  { name: 'list-sheet-full', path: NEAR, act: (page) => press(page, 'ArrowUp'), phoneOnly: true },
  ...details,
  ...details.map((state) => ({ ...state, name: `${state.name}-elder`, before: seen.elder })),
  ...details.map((state) => ({ ...state, name: `${state.name}-en`, path: `/en${state.path.slice(1)}` })),
  { ...details[1], name: 'details-contrast', before: seen.contrast },
  { name: 'tree', path: '/tree', lists: false, act: treeShown },
  { name: 'tree-en', path: '/en/tree', lists: false, act: treeShown },
  { name: 'tree-branch', path: '/tree', lists: false, act: intoBranch },
  { name: 'tree-branch-elder', path: '/tree', lists: false, act: intoBranch, before: seen.elder },
  { name: 'tree-branch-en', path: '/en/tree', lists: false, act: intoBranch },
  { name: 'tree-day', path: '/tree/@2005-05-01', lists: false, act: treeShown },
  { name: 'tree-area', path: '/tree/area-330106', lists: false, act: treeShown },
  { name: 'tree-missing', path: '/tree/999999999', lists: false },
  {
    name: 'tree-found',
    path: '/tree',
    lists: false,
    act: async (page) => {
      await page.locator('.tree input[type=search]').fill('社区');
      await page.locator('.tree .line .rest span').first().waitFor();
    },
  },
  { name: 'filters', path: NEAR, act: open(/^筛选/) },
  { name: 'filters-when', path: `${NEAR}&when=weekend`, act: filters('时间') },
  { name: 'filters-topic', path: NEAR, act: filters('主题') },
  { name: 'filters-more', path: NEAR, act: filters('其他') },
  { name: 'filters-elder', path: NEAR, act: open(/^筛选/), before: seen.elder },
  { name: 'filters-chosen', path: `${NEAR}&price=free&kind=activity,course&part=morning&when=week` },
  { name: 'layers', path: NEAR, act: open('图层') },
  { name: 'layers-elder', path: NEAR, act: open('图层'), before: seen.elder },
  { name: 'place-picker', path: NEAR, act: open('离西湖区近') },
  { name: 'suggestions', path: NEAR, act: suggest },
  { name: 'stack', path: NEAR, act: openStack },
  { name: 'shelf', path: NEAR, act: (page) => page.locator('.shelf').scrollIntoViewIfNeeded() },
  { name: 'empty-here', path: '/?map=14.00/29.0000/122.9000&kind=course' },
  { name: 'empty', path: '/?q=zzzzqqqq', lists: false },
  { name: 'error', path: NEAR, routes: { '**/api/search*': problem(500) }, lists: false },
  { name: 'preparing', path: NEAR, routes: { '**/api/search*': problem(503) }, lists: false },
  { name: 'unknown-condition', path: `${NEAR}&audience=nobody`, lists: false },
  { name: 'offline', path: NEAR, act: goOffline, own: true },
  { name: 'location-refused', path: NEAR, act: open('我附近') },
  { name: 'webgl-off', path: NEAR, before: seen.noWebgl, draws: false },
  { name: 'map-failed', path: NEAR, routes: { '**/MapView-*.js': (route) => route.abort() }, draws: false, slow: true },
  { name: 'not-found', path: '/nowhere', plain: true, slow: true },
  { name: 'dropped-words', path: `${NEAR}&colour=red` },
  ...ROOMS,
  ...QUEUE,
  ...PLAIN,
];

/**
 * @param {import('playwright-core').Page} page
 * @param {string} key
 */
async function press(page, key) {
  await page.locator('.sheet .handle').press(key);
  await page.locator('.sheet .handle').blur();
}

/** @param {import('playwright-core').Page} page */
async function suggest(page) {
  await page.getByRole('combobox', { name: '搜索' }).pressSequentially('shufa', { delay: 40 });
  await page.getByRole('option').first().waitFor();
}

/**
 * The spot with most things among those listed.
 * @param {import('playwright-core').Page} page
 */
async function openStack(page) {
  const spot = await page.evaluate(async () => {
    /** @type {{ items: { place: { lngLat: number[] } | null }[] }} */
    const { items } = await (await fetch('/api/search?kind=activity&division=330106&limit=100')).json();
    const spots = items.flatMap(({ place }) =>
      place ? [place.lngLat.map((degrees) => degrees.toFixed(9)).join()] : [],
    );
    return spots.sort((a, b) => spots.filter((one) => one === b).length - spots.filter((one) => one === a).length)[0];
  });
  const [lng, lat] = spot.split(',').map(Number);
  await page.goto(`${new URL(page.url()).origin}/?at=${lng},${lat}&map=15.00/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  await firstCard(page).waitFor();
  await page.waitForSelector('[data-idle]', { state: 'attached' });
}

/** @param {import('playwright-core').Page} page */
async function goOffline(page) {
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '免费' }).click();
  await page.getByRole('alert').waitFor();
}
