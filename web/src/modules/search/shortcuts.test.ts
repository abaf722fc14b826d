import { readFileSync } from 'node:fs';
import { rowOf } from '@zlm/server/contract/filter-table';
import { expect, test } from 'vitest';
import { elderShortcuts, isPressed, pressing, SHORTCUTS, type Shortcut } from './shortcuts.ts';
import { messages as en } from './messages/en.ts';
import { messages as zh } from './messages/zh-CN.ts';

const path = new URL('../../../../seed/data/vocabularies.json', import.meta.url);
const vocabularies = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { code: string }[]>;
const of = (key: string): Shortcut => SHORTCUTS.find((shortcut) => shortcut.key === key)!;

test('at most ten, of values their filters have, each with words in both languages', () => {
  expect(SHORTCUTS.length).toBeLessThanOrEqual(10);
  expect(elderShortcuts('zh-CN').map(({ key }) => key)).toEqual(['today', 'weekend', 'free', 'seniors']);
  expect(elderShortcuts('en').map(({ key }) => key)).toEqual(['today', 'free', 'seniors']);
  for (const { key, name, values } of SHORTCUTS) {
    const { values: list, vocabulary } = rowOf(name)!;
    const known = list ?? vocabularies[vocabulary!]!.map(({ code }) => code);
    expect(values.filter((value) => !known.includes(value))).toEqual([]);
    expect([zh.shortcuts[key], en.shortcuts[key]].every((words) => words.length > 0)).toBe(true);
  }
});

test('one tap asks for all of its values and a second takes them back; others of the list stay', () => {
  const topic = 'baking';
  const pressed = pressing(of('brush'), { topic });
  expect(pressed).toEqual({ topic: 'baking,calligraphy,chinese-painting' });
  expect(isPressed(of('brush'), pressed)).toBe(true);
  expect(isPressed(of('brush'), { topic: 'calligraphy' })).toBe(false);
  expect(pressing(of('brush'), pressed)).toEqual({ topic });
});

test('of days one answer holds: another word and chosen dates give way', () => {
  const change = pressing(of('weekend'), { when: 'today', from: '2026-12-01', to: '2026-12-03' });
  expect(change).toEqual({ when: 'weekend', from: undefined, to: undefined });
  expect(pressing(of('weekend'), { when: 'weekend' })).toEqual({ when: undefined, from: undefined, to: undefined });
});
