// The queue of a moderator, answered by what is written here: nobody signs in for a picture.
/** @typedef {import('./rooms.mjs').State} State */

const NOW = '2026-11-30T09:00:00+08:00';
const ME = {
  ...{ account: '00000000-0000-4000-8000-000000000001', displayName: null, lang: 'zh-CN', isDemo: false, madeAt: NOW },
  ...{ eraseAt: null, isVerified: false, realName: null, minorUntil: null, isChild: false, contacts: [], roles: [] },
  ...{ actions: ['things.review'], steppedUpAt: NOW, consentsDue: [], actingFor: null, notices: [], recovery: null },
};
const REVISION = '00000000-0000-4000-8000-000000000002';
/** @type {(title: string, flags?: string[], change?: object) => object} */
const row = (title, flags = [], change = {}) => ({
  ...{
    kind: 'activity',
    pin: 1,
    title,
    institution: { id: 2, name: '古荡社区学校' },
    isChange: true,
    revision: REVISION,
  },
  ...{ saved: 1, report: null, flags, topics: ['calligraphy'], division: '330106', lngLat: [120.13, 30.26] },
  ...{ waitsSince: NOW, isOverdue: false, isOwn: false, mayDecide: true, ...change },
});
const FIRST = row('毛笔书法入门（周六班）', ['words', 'new_account']);
const ROWS = [
  FIRST,
  row('社区合唱团', [], { revision: REVISION.replace(/2$/, '3'), isOverdue: true }),
  row('国画班', [], { revision: null, saved: null, report: 7 }),
];
/** @type {(name: string, zh: string, en: string) => object} */
const field = (name, zh, en) => ({
  ...{ name, type: 'text', names: { 'zh-CN': zh, en }, section: 'what', needed: 'always', most: 4000 },
});
const ITEM = {
  ...FIRST,
  ...{ n: 2, state: 'submitted', places: [], publishAt: null, author: { since: NOW, published: 0 } },
  form: {
    ...{ kind: 'activity', names: { 'zh-CN': '活动', en: 'Activity' } },
    fields: [field('title', '名称', 'Title'), field('description', '介绍', 'Description')],
  },
  body: { title: '毛笔书法入门（周六班）', description: '自带毛笔与宣纸。报名请加 微 信，穩賺不賠。' },
  base: { title: '毛笔书法入门', description: '自带毛笔与宣纸。' },
  words: [
    { word: '加微信', said: '加 微 信', why: '只为引到别处', field: 'description' },
    { word: '稳赚不赔', said: '穩賺不賠', why: '骗人的收益', field: 'description' },
  ],
  duplicates: [{ id: 5, kind: 'activity', title: '毛笔书法', metres: 40, score: 0.9, lngLat: [120.1303, 30.2602] }],
  decisions: [{ decision: 'return', reason: '请写明费用', at: NOW, isMine: false, undoneAt: null }],
};
/** @param {object[]} rows */
const listed = (rows) => ({
  ...{ rows, total: rows.length, next: null },
  counts: {
    all: rows.length,
    reports: rows.length && 1,
    overdue: rows.length && 1,
    flags: rows.length ? { words: 1 } : {},
  },
});
const points = ROWS.map((one, n) => {
  const { pin, revision, report, kind, title, flags } = /** @type {any} */ (one);
  return { pin, revision, report, kind, title, flags, lngLat: [120.13 + n * 0.02, 30.26] };
});
/** @type {(body: object) => import('./rooms.mjs').Answer} */
const answer = (body) => (route) => route.fulfill({ json: body });
/** @param {object[]} rows */
const answers = (rows) => ({
  '**/api/me': answer({ me: ME }),
  '**/api/moderation': answer(listed(rows)),
  '**/api/moderation?*': answer(listed(rows)),
  '**/api/moderation/map*': answer({ points, unplaced: 1, leftOut: 0 }),
  '**/api/moderation/revisions/*': answer(ITEM),
});
const signedIn = () => localStorage.setItem('zlm.account', '1');
const signedInElder = () => {
  localStorage.setItem('zlm.account', '1');
  localStorage.setItem('zlm.elder', '1');
};
const shared = { before: signedIn, routes: answers(ROWS), lists: false, plain: true, slow: true };
const item = `/desk/queue@all@${REVISION}`;

/** @type {State[]} */
export const QUEUE = [
  { ...shared, name: 'queue', path: '/desk/queue' },
  { ...shared, name: 'queue-en', path: '/en/desk/queue' },
  { ...shared, name: 'queue-elder', path: '/desk/queue', before: signedInElder },
  { ...shared, name: 'queue-empty', path: '/desk/queue', routes: answers([]) },
  { ...shared, name: 'queue-item', path: item },
  { ...shared, name: 'queue-item-en', path: `/en${item}` },
  { ...shared, name: 'queue-item-elder', path: item, before: signedInElder },
  {
    ...{ ...shared, name: 'queue-return', path: item },
    act: (page) => page.getByRole('button', { name: '退回', exact: true }).click(),
  },
  { ...shared, name: 'queue-keys', path: '/desk/queue', act: (page) => page.locator('.keys summary').click() },
  {
    ...{ ...shared, name: 'queue-chosen', path: '/desk/queue@all@kind-activity' },
    act: (page) => page.getByRole('checkbox', { name: /合唱团/ }).check(),
  },
  { ...shared, name: 'queue-map', path: '/queue-map?map=12.00/30.2600/120.1500' },
];
