import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffText, toSegments, type Piece } from './diff.ts';

const without = (kind: Piece['kind'], pieces: Piece[]) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');
const texts = fc.string({ unit: fc.constantFrom(...'毛笔书法入门班每周六上午 九点，1 2ab。\n😀') });

test('both texts can be read from a diff, with or without a segmenter', () => {
  fc.assert(
    fc.property(texts, texts, fc.boolean(), (before, after, isPlain) => {
      const pieces = isPlain ? diffText(before, after, null) : diffText(before, after);
      expect(without('added', pieces)).toBe(before);
      expect(without('removed', pieces)).toBe(after);
      expect(pieces.every(({ text }) => text !== '')).toBe(true);
      const follows = pieces.map(({ kind }, i) => `${pieces[i - 1]?.kind}>${kind}`);
      expect(
        follows.filter((step) => ['same>same', 'removed>removed', 'added>added', 'added>removed'].includes(step)),
      ).toEqual([]);
    }),
  );
});

test('what nobody changed is one piece, and a changed word stands alone', () => {
  expect(diffText('', '')).toEqual([]);
  expect(diffText('毛笔书法', '毛笔书法')).toEqual([{ kind: 'same', text: '毛笔书法' }]);
  expect(diffText('每周六 9:00 上课', '每周日 9:00 上课', null)).toEqual([
    { kind: 'same', text: '每周' },
    { kind: 'removed', text: '六' },
    { kind: 'added', text: '日' },
    { kind: 'same', text: ' 9:00 上课' },
  ]);
});

test('without a segmenter characters of Chinese stand alone, words of others stay whole', () => {
  expect(toSegments('书法class 2班，好', null)).toEqual(['书', '法', 'class', ' ', '2', '班', '，', '好']);
});
