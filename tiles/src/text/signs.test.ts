import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextFields } from '../input/types.ts';
import { normalise } from './normalise.ts';
import { TextIndex } from './text-index.ts';

const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };
const index = new TextIndex(
  [
    'C语言入门',
    'C++ 程序设计',
    'C#与.NET',
    'A+英语',
    'AI+教育论坛',
    '🎨画室周末课',
    '☕咖啡沙龙',
    '画室开放日',
    'Señor Łódź ğrăndé',
  ].map((title) => ({ ...none, title })),
);
const found = (q: string) => [...index.query(q).rows];

test('signs behind a short word belong to it', () => {
  expect(found('C++')).toEqual([1]);
  expect(found('c＋＋')).toEqual([1]);
  expect(found('C#')).toEqual([2]);
  expect(found('a+')).toEqual([3]);
  expect(found('C语言')).toEqual([0]);
  for (const q of ['AI 教育', 'ai', 'AI+教育']) expect(found(q), q).toEqual([4]);
  const without = new TextIndex([{ ...none, title: 'C语言入门' }]);
  expect(without.query('C++')).toMatchObject({ via: 'none', absent: ['c++'] });
  expect(without.query('C++ 入门')).toMatchObject({ via: 'none', absent: ['c++'], guesses: ['入门'] });
});

test('a picture in a name is found, with the words beside it or alone', () => {
  expect(found('🎨')).toEqual([5]);
  for (const q of ['🎨画室', '🎨 画室', '画室🎨']) expect(found(q), q).toEqual([5]);
  expect(found('画室')).toEqual([5, 7]);
  expect(found('☕')).toEqual([6]);
  expect(found('🦖')).toEqual([]);
});

test('marks on letters do not count, in the query or the text, however many', () => {
  for (const q of ['senor', 'señor', 'lodz', 'łódź', 'grande', 'ĞRĂNDÉ', 'señor lodz'])
    expect(found(q), q).toEqual([8]);
  for (const [marked, plain] of [
    ['ß', 'ss'],
    ['ø', 'o'],
    ['ı', 'i'],
    ['İ', 'i'],
    ['ŁØ', 'lo'],
    ['München', 'munchen'],
    ['lǜ', 'lu'],
  ])
    expect(normalise(marked!)).toBe(plain);
  expect(new TextIndex([{ ...none, title: '绿茶' }]).query('lǜchá').via).toBe('pinyin');
});

test('any word of letters is found with any marks on it', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'bcdegkmopqrt'), minLength: 5, maxLength: 8 });
  const mark = fc.constantFrom('', '\u0301', '\u0308', '\u0327\u0301', '\u0303');
  fc.assert(
    fc.property(letters, fc.array(mark, { minLength: 8, maxLength: 8 }), (word, marks) => {
      const marked = [...word].map((letter, at) => letter + marks[at]!).join('');
      expect(normalise(marked)).toBe(word);
      for (const [text, q] of [
        [word, marked],
        [marked, word],
      ])
        expect(new TextIndex([{ ...none, title: text! }]).query(q!).via).toBe('exact');
    }),
  );
});
