import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffText } from './diff.ts';
import { markPieces, markText } from './diff-marks.ts';

const marked = (parts: readonly { text: string; isMarked: boolean }[]) =>
  parts.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');

test.each([
  ['报名请加 微 信，穩賺不賠', ['加 微 信', '穩賺', '穩賺不賠'], '报名请[加 微 信]，[穩賺不賠]'],
  ['加微信，再加微信', ['加微信'], '[加微信]，再[加微信]'],
  ['没有', ['加微信'], '没有'],
  ['', ['加微信'], ''],
])('%s', (text, words, expected) => expect(marked(markText(text, words))).toBe(expected));

test('a word that was there in part and added in part is marked in both, and never in what was removed', () => {
  const pieces = markPieces(diffText('加微', '加微信'), ['加微信']);
  expect(pieces.map(({ parts }) => marked(parts)).join('')).toContain('[');
  expect(
    markPieces(diffText('加微信。', '。'), ['加微信'])
      .flatMap(({ parts }) => parts)
      .some((one) => one.isMarked),
  ).toBe(false);
});

test('parts are the pieces again, and what is marked of the text is each word wherever it stands', () => {
  const text = fc.string({ unit: fc.constantFrom('加', '微', '信', ' ', '赚'), maxLength: 12 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.array(
        text.filter((one) => one !== ''),
        { maxLength: 3 },
      ),
      (before, after, words) => {
        const pieces = markPieces(diffText(before, after), words);
        for (const { text, parts } of pieces) expect(parts.map((part) => part.text).join('')).toBe(text);
        const flags = pieces.flatMap(({ kind, parts }) =>
          kind === 'removed' ? [] : parts.flatMap(({ text, isMarked }) => Array.from(text, () => isMarked)),
        );
        for (const word of words) {
          const at = after.indexOf(word);
          if (at >= 0) expect(flags.slice(at, at + word.length).every(Boolean)).toBe(true);
        }
      },
    ),
  );
});
