// Pages, dialogs and marks of the modules: an address, and what is done there before the picture.
/**
 * @typedef {(page: import('playwright-core').Page) => Promise<void>} Act
 * @typedef {(route: import('playwright-core').Route) => Promise<void>} Answer
 * @typedef {object} State
 * @property {string} name
 * @property {string} path
 * @property {Act} [act]
 * @property {() => void} [before] in the page, before its scripts
 * @property {Record<string, Answer>} [routes] answers by glob of address
 * @property {boolean} [lists] whether a list is shown
 * @property {boolean} [draws] whether a map is drawn
 * @property {boolean} [own] whether it leaves traces
 * @property {boolean} [worker] whether the service worker runs
 * @property {boolean} [plain] whether it has no map and no panel
 * @property {boolean} [slow]
 * @property {boolean} [full] whether the picture is of the whole page
 * @property {boolean} [phoneOnly]
 */

export const NEAR = '/?place=330106&map=10.60/30.2600/120.1700';
const WITH_FILTER = `${NEAR}&kind=activity`;
/** @param {string} path */
const english = (path) => `/en${path.replace(/^\/(?=\?|$)/, '')}`;

export const seen = {
  elder: () => localStorage.setItem('zlm.elder', '1'),
  contrast: () => localStorage.setItem('zlm.contrast', 'more'),
  noWebgl: () => Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => null }),
};

/** @type {(name: string | RegExp, role?: 'button' | 'link') => Act} */
const press =
  (name, role = 'button') =>
  async (page) => {
    await page
      .getByRole(role, { name, exact: typeof name === 'string' })
      .first()
      .click();
    await page.waitForTimeout(300);
  };
/**
 * One step after the other.
 * @type {(...acts: Act[]) => Act}
 */
const steps =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
/** @type {Act} */
const toFirstDetails = async (page) => {
  await page.locator('#results a.card').first().click();
  await page.locator('.details h2').waitFor();
  await page.waitForTimeout(500);
};
/** @type {Act} */
const unfold = (page) => page.locator('.details').getByRole('button', { name: '更多' }).click();
/** @type {Act} */
const endOfTab = (page) => page.locator('.tab-page').evaluate((tab) => tab.scrollTo(0, tab.scrollHeight));
/** @type {Act} */
const endOfDetails = (page) => page.locator('.details').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
/** @type {Act} */
const keepTwo = async (page) => {
  await press('保存条件')(page);
  await toFirstDetails(page);
  await press('收藏')(page);
  await page.goto(new URL('/saved', page.url()).href);
  await shown(page);
};

/**
 * The service worker keeps what was seen; then the network goes, and another town is looked at.
 * @type {Act}
 */
const goElsewhereOffline = async (page) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForTimeout(6_000);
  await page.context().setOffline(true);
  await page.goto(new URL('/?map=12.00/29.0800/119.6500', page.url()).href);
  await page.locator('#results .kept-note, .scope-line + .kept').first().waitFor();
  await page.waitForTimeout(3_000);
};
/** @type {Act} */
const shown = (page) => page.locator('.details h2:visible, .tab-page h2').first().waitFor();
/** @type {State[]} */
const panelPages = [
  { name: 'area', path: '/area?map=10.60/30.2600/120.1700', act: shown },
  { name: 'reach-empty', path: '/reach', act: shown },
  { name: 'reach', path: '/reach/15?place=330106', act: shown },
  { name: 'reach-5', path: '/reach/5?place=330106', act: shown },
  { name: 'supply', path: '/supply', act: shown },
  { name: 'supply-city', path: '/supply/330100', act: shown },
  // Tabs cover map and list, which are not asked for.
  { name: 'schedule', path: '/schedule?place=330106', act: shown, plain: true },
  { name: 'saved-empty', path: '/saved', act: shown, plain: true },
  { name: 'learning', path: '/learning', act: shown, plain: true },
  { name: 'learning-resources', path: '/resources', act: shown, plain: true },
  { name: 'me', path: '/me', act: shown, plain: true },
];
/** @type {(states: readonly State[], name: string, change: (state: State) => Partial<State>) => State[]} */
const varied = (states, name, change) =>
  states.map((state) => ({ ...state, name: `${state.name}-${name}`, ...change(state) }));
/** @type {State[]} */
const dialogs = [
  { name: 'share', path: WITH_FILTER, act: steps(toFirstDetails, press('分享')) },
  { name: 'navigate', path: `${NEAR}&kind=institution`, act: steps(toFirstDetails, press('导航')) },
  {
    name: 'report-error',
    path: `${NEAR}&kind=institution`,
    act: steps(toFirstDetails, unfold, press('信息有误'), press('提交')),
  },
];

/** @type {State[]} */
export const ROOMS = [
  ...panelPages,
  ...varied(panelPages, 'en', ({ path }) => ({ path: english(path) })),
  ...varied(panelPages, 'elder', () => ({ before: seen.elder })),
  ...varied(panelPages.slice(2, 7), 'contrast', () => ({ before: seen.contrast })),
  { name: 'reach-end', path: '/reach/15?place=330106', act: steps(shown, endOfDetails) },
  { name: 'supply-end', path: '/supply', act: steps(shown, endOfDetails) },
  { name: 'schedule-end', path: '/schedule?place=330106', act: steps(shown, endOfTab), plain: true },
  { name: 'me-end', path: '/me', act: steps(shown, endOfTab), plain: true },
  { name: 'saved', path: WITH_FILTER, act: keepTwo, own: true },
  { name: 'saved-elder', path: WITH_FILTER, act: keepTwo, before: seen.elder },
  ...dialogs,
  ...varied(dialogs, 'elder', () => ({ before: seen.elder })),
  { name: 'offline-kept', path: NEAR, act: goElsewhereOffline, own: true, worker: true },
  { name: 'embed-dialog', path: NEAR, act: steps(press('我的', 'link'), press('放到你的网站')) },
  { name: 'layers-en', path: english(NEAR), act: press('Layers') },
  { name: 'details-en', path: `${english(NEAR)}&kind=activity`, act: toFirstDetails },
  { name: 'details-end', path: WITH_FILTER, act: steps(toFirstDetails, endOfDetails) },
  {
    name: 'details-elder-end',
    path: `${NEAR}&kind=activity`,
    act: steps(toFirstDetails, endOfDetails),
    before: seen.elder,
  },
];

/**
 * Written by the server, or without header and panel.
 * @type {State[]}
 */
export const PLAIN = [
  { name: 'embed', path: '/embed?kind=course&place=330106', plain: true, slow: true },
  { name: 'embed-en', path: '/en/embed?kind=course', plain: true, slow: true },
  { name: 'find', path: '/find', plain: true },
  { name: 'find-results', path: '/find?q=%E4%B9%A6%E6%B3%95&city=330100', plain: true },
  { name: 'find-error', path: '/find?from=2026-13-45', plain: true },
  { name: 'find-en', path: '/en/find?q=calligraphy', plain: true },
  { name: 'print', path: '/print?kind=activity&division=330106', plain: true },
  { name: 'print-en', path: '/en/print?kind=course&division=330106', plain: true },
  { name: 'api-docs', path: '/api/docs', plain: true, slow: true },
  // Only where the app was built with it.
  ...(process.env.UI_GALLERY === '1' ? [{ name: 'gallery', path: '/ui', plain: true, slow: true, full: true }] : []),
];
