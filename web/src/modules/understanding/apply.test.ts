import type { Understanding } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { toChange } from '@zlm/server/contract/understood';
import { listHeld, toLiteral } from './apply.ts';

const part = (name: Understanding['parts'][number]['name'], value: string) => {
  return { text: name, at: 0, name, value, label: value, others: [] };
};
const answer: Understanding = {
  q: '',
  filters: { price: 'free', from: '2026-11-30', to: '2026-12-06' },
  parts: [part('price', 'free'), part('from', '2026-11-30'), part('near', '')],
  dropped: [],
  near: true,
};

test('what was said replaces what was chosen under the same name, and days exclude other days', () => {
  expect({ ...toChange(answer), near: '120.1,30.2,3000' }).toEqual({
    q: undefined,
    when: undefined,
    from: '2026-11-30',
    to: '2026-12-06',
    price: 'free',
    near: '120.1,30.2,3000',
  });
  expect(toChange({ ...answer, q: '瑜伽', filters: { price: 'free' } })).toEqual({
    q: '瑜伽',
    price: 'free',
  });
});

test('the way back restores what was replaced', () => {
  const before = { when: 'today', topic: 'dance', q: '水墨' } as const;
  const there = { ...before, ...toChange(answer) };
  expect({ ...there, ...toLiteral('下周免费', toChange(answer), before) }).toEqual({
    ...before,
    q: '下周免费',
    price: undefined,
    from: undefined,
    to: undefined,
  });
});

test('a part holds as long as one of its values is set', () => {
  const names = (filters: object) => listHeld(answer.parts, filters).map(({ name }) => name);
  expect(names({ price: '1-50,free' })).toEqual(['price']);
  expect(names({ price: '1-50', near: '1,2,3' })).toEqual(['near']);
  expect(names({})).toEqual([]);
  expect(listHeld([part('audience', 'preschool,teenagers')], { audience: 'teenagers' })).toHaveLength(1);
});
