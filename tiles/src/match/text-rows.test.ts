import { expect, test } from 'vitest';
import { FeatureIndex } from '../feature-index.ts';
import type { PageRequest, RowInput, TextFields } from '../input/types.ts';
import { schema } from '../testing/arbitraries.ts';
import { TextNotReady } from './text-rows.ts';

const titles = ['太极拳入门', '书法与国画', '智能手机课堂', '越剧欣赏', '太极拳进阶'];

const text = (title: string): TextFields => ({ title, organiser: '', topic: '', place: '', description: '' });
const row = (id: number, title?: string): RowInput => ({
  id,
  place: 0,
  lng: 120 + id / 10,
  lat: 30,
  facets: { kind: [id % 3] },
  sessions: null,
  lastDay: null,
  pinned: false,
  ...(title !== undefined && { text: text(title) }),
});
const request: PageRequest = { sort: 'relevance', limit: 10, scope: 'all', asOf: 0 };

function loaded(): FeatureIndex {
  const index = new FeatureIndex(schema);
  index.load(titles.map((_, at) => row(at + 1)));
  return index;
}

const find = (index: FeatureIndex, q: string): number[] =>
  index
    .page({ facets: {}, q }, request)
    .map(({ id }) => id)
    .sort((a, b) => a - b);

test('a q before the text is there is refused', () => {
  const index = loaded();
  expect(() => index.totals({ facets: {}, q: '太极拳' })).toThrow(TextNotReady);
  expect(index.totals({ facets: {} }).total).toBe(5);
});

test('a q narrows tiles, totals, facet counts and pages alike', () => {
  const index = loaded();
  index.loadText((id) => text(titles[id - 1]!));
  const filter = { facets: {}, q: '太极拳' };
  expect(find(index, '太极拳')).toEqual([1, 5]);
  expect(index.totals(filter).total).toBe(2);
  expect([...index.facetCounts(filter, 'all').kind!]).toEqual([0, 1, 1]);
  expect(index.page({ ...filter, facets: { kind: [[1, 2]] } }, request).map(({ id }) => id)).toEqual([1]);
  expect(index.tile(filter, 0, 0, 0)).not.toBeNull();
  expect(index.tile({ facets: {}, q: '太极拳', near: { lng: 0, lat: 0, metres: 1 } }, 0, 0, 0)).toBeNull();
});

test('edited rows are found by their new text only, before and after compaction', () => {
  const index = loaded();
  index.loadText((id) => text(titles[id - 1]!));
  index.apply({ upsert: [row(1, '越剧清唱'), row(9, '太极拳养生')], remove: [] });
  const check = (): void => {
    expect(find(index, '太极拳')).toEqual([5, 9]);
    expect(find(index, '越剧')).toEqual([1, 4]);
  };
  check();
  index.compact();
  check();
});

test('a new row with the very letters does not hide what they are the initials of', () => {
  const index = new FeatureIndex(schema);
  index.load(Array.from({ length: 100 }, (_, at) => row(at + 1)));
  index.loadText(() => ({ ...text('初级班'), topic: '书法' }));
  const filter = { facets: {}, q: 'sf' };
  expect(index.totals(filter).total).toBe(100);
  index.apply({ upsert: [row(150, 'SF 科幻阅读')], remove: [] });
  expect(index.totals(filter).total).toBe(101);
  expect(index.page(filter, request)[0]!.id).toBe(150);
});

test('a new row that has all words is not mixed with rows that have some', () => {
  const index = loaded();
  index.loadText((id) => text(titles[id - 1]!));
  expect(find(index, '太极拳 拓印').length).toBeGreaterThan(0);
  index.apply({ upsert: [row(9, '太极拳 拓印')], remove: [] });
  expect(find(index, '太极拳 拓印')).toEqual([9]);
});

test('by sound and despite a slip edits are found at once and deletions vanish', () => {
  const index = loaded();
  index.loadText((id) => text(titles[id - 1]!));
  expect(find(index, '太及拳')).toEqual([1, 5]);
  index.apply({ upsert: [row(9, '太极拳养生')], remove: [1] });
  expect(find(index, '太及拳')).toEqual([5, 9]);
  index.apply({ upsert: [row(5, '广场舞')], remove: [] });
  expect(find(index, '太及拳')).toEqual([9]);
  expect(find(index, 'guangchangwu')).toEqual([5]);
  index.apply({ upsert: [], remove: [9] });
  index.compact();
  expect(find(index, '太极拳')).toEqual([]);
});

test('a row put in as it was is found by what it was found by, and by nothing else', () => {
  const queries = ['入门 书法', '太极拳 入门', '太及拳', '我想学国画', 'sfygh', '书法 拖拉机', 'znsj', '越据欣赏'];
  for (const [at, title] of titles.entries()) {
    const index = loaded();
    index.loadText((id) => text(titles[id - 1]!));
    const before = queries.map((q) => find(index, q));
    expect(before.slice(0, 2)).toEqual([[1], [1]]);
    index.apply({ upsert: [row(at + 1, title)], remove: [] });
    expect(queries.map((q) => find(index, q))).toEqual(before);
  }
});
