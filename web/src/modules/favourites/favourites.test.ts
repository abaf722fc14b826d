import { expect, test } from 'vitest';
import { groupFavourites, toFavourite, type Thing } from './favourite.ts';
import { newsOf } from './news.ts';
import { packIds, unpackIds } from './packed-ids.ts';
import { merge, MOST_FAVOURITES, NOTHING, type Favourite } from './saved.ts';
import { formatSaved, keyOf, parseSaved } from './saved-text.ts';

const AT = '2026-11-26T09:00:00+08:00';
const favourite = (id: number, change: Partial<Favourite> = {}): Favourite => ({
  ...{ id, kind: 'activity', title: `书法${id}`, lang: 'zh-CN', isDemo: false, where: null, status: 'scheduled' },
  ...{ spans: null, savedAt: AT, readAt: AT, isGone: false },
  ...change,
});
const search = (filters: Record<string, string>) => ({
  ...{ key: keyOf(filters), filters, savedAt: AT },
  ...{ looked: { at: AT, total: 3, ids: packIds([1, 5, 9]) }, latest: null },
});

test('ids come back as they were', () => {
  for (const ids of [[], [7], [1, 2, 3, 1_000_000, 9_007_199_254_740_991]])
    expect(unpackIds(packIds(ids))).toEqual(ids);
});

test('news are counted one by one, also where as many have gone', () => {
  const looked = { at: AT, total: 3, ids: packIds([1, 5, 9]) };
  const found = (ids: number[] | null, total: number) => ({ at: AT, total, ids: ids && packIds(ids) });
  expect(newsOf({ looked, latest: found([5, 9, 12], 3) })).toEqual({ count: 1, isExact: true });
  expect(newsOf({ looked, latest: found([1, 5, 9], 3) }).count).toBe(0);
  expect(newsOf({ looked: found(null, 6_000), latest: found(null, 6_010) })).toEqual({ count: 10, isExact: false });
  expect(newsOf({ looked: null, latest: found([1], 1) }).count).toBe(0);
});

test('a file brings back what was exported, and nothing twice', () => {
  const saved = { favourites: [favourite(1), favourite(2)], searches: [search({ price: 'free', q: '书法' })] };
  const read = parseSaved(formatSaved(saved));
  expect(read).toEqual({ state: 'read', saved, skipped: 0 });
  expect(merge(NOTHING, saved)).toEqual({ saved, added: 3, known: 0, over: 0 });
  expect(merge(saved, saved)).toEqual({ saved, added: 0, known: 3, over: 0 });
  const many = { favourites: Array.from({ length: MOST_FAVOURITES + 2 }, (_, i) => favourite(i + 1)), searches: [] };
  expect(merge(NOTHING, many)).toMatchObject({ added: MOST_FAVOURITES, over: 2 });
});

test('what makes no sense is told apart from what is of a later version', () => {
  for (const text of ['', '{', '[]', '{"app":"other","version":1}', 'null'])
    expect(parseSaved(text).state).toBe('broken');
  expect(parseSaved('{"app":"zhejiang-learning-map","version":2}').state).toBe('later');
  const entries = [favourite(1), favourite(1), { id: 'x' }, null, { ...favourite(3), kind: 'constructor' }];
  const searches = [
    { filters: { colour: 'red' }, savedAt: AT },
    { filters: { price: 'free' }, savedAt: AT },
  ];
  const read = parseSaved(JSON.stringify({ app: 'zhejiang-learning-map', version: 1, favourites: entries, searches }));
  expect(read).toMatchObject({ state: 'read', skipped: 5 });
});

test('coming sessions first, then what has no dates, then what is over or gone', () => {
  const span = (hours: number) => ({
    startsAt: new Date(Date.parse(AT) + hours * 3_600_000).toISOString(),
    endsAt: new Date(Date.parse(AT) + (hours + 2) * 3_600_000).toISOString(),
  });
  const list = [
    favourite(1, { spans: [span(-9)] }),
    favourite(2, { spans: [span(-9), span(30)] }),
    favourite(3, { kind: 'resource' }),
    favourite(4, { spans: [span(-1)] }),
    favourite(5, { spans: [span(5)], isGone: true }),
    favourite(6, { spans: [span(5)], status: 'cancelled' }),
  ];
  const groups = groupFavourites(list, Date.parse(AT)).map(({ group, list }) => [group, list.map(({ id }) => id)]);
  expect(groups).toEqual([
    ['coming', [4, 2]],
    ['anytime', [3]],
    ['past', [1, 6]],
    ['gone', [5]],
  ]);
});

test('details become what is needed without a connection', () => {
  const thing = {
    ...{ id: 7, kind: 'activity', title: '青瓷', status: 'scheduled', place: { name: '文化礼堂' } },
    provenance: { lang: 'zh-CN', isDemo: true },
    sessions: [
      { startsAt: '2026-11-20T09:00:00+08:00', endsAt: '2026-11-20T11:00:00+08:00', isOn: true },
      { startsAt: '2026-11-27T09:00:00+08:00', endsAt: '2026-11-27T11:00:00+08:00', isOn: true },
      { startsAt: '2026-12-04T09:00:00+08:00', endsAt: '2026-12-04T11:00:00+08:00', isOn: false },
    ],
  };
  const made = toFavourite(thing as unknown as Thing, AT);
  expect(made).toMatchObject({ id: 7, where: '文化礼堂', isDemo: true, isGone: false });
  expect(made.spans).toEqual([{ startsAt: '2026-11-27T09:00:00+08:00', endsAt: '2026-11-27T11:00:00+08:00' }]);
});
