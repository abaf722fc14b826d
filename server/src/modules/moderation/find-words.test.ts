import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { compileWord, findWords } from './find-words.ts';
import { readFlaggedWords } from './flagged-words.ts';
import { overdueBefore } from './overdue.ts';

const shipped = readFlaggedWords(readConfig({}));
const found = (text: string) => findWords(shipped, text).map(({ word, said }) => [word.word, said]);

test.each([
  ['零基础书法，加微信报名', [['加微信', '加微信']]],
  ['加 微 信 领资料', [['加微信', '加 微 信']]],
  ['加*微\u200b信', [['加微信', '加*微\u200b信']]],
  [
    '無抵押貸款',
    [
      ['无抵押贷款', '無抵押貸款'],
      ['无抵押', '無抵押'],
    ],
  ],
  [
    '加微信，加 微 信，再加微信',
    [
      ['加微信', '加微信'],
      ['加微信', '加 微 信'],
    ],
  ],
  ['ｃａｓｉｎｏ 之夜', [['casino', 'ｃａｓｉｎｏ']]],
  ['C-A-S-I-N-O', [['casino', 'C-A-S-I-N-O']]],
  ['名额稳赚。不赔', [['稳赚', '稳赚']]],
  // Taught, not sold; and words that only meet.
  ['个人贷款风险防范讲座', []],
  ['occasion ornaments', []],
  ['请增加。微信群另行通知', []],
  ['', []],
])('%s: %j', (text, expected) => expect(found(text)).toEqual(expected));

test('a word is found however its signs are dressed, and told as it is written', () => {
  const words = shipped.map(({ word }) => word).filter((word) => /^\p{Script=Han}+$/u.test(word));
  const dress = fc.constantFrom('', ' ', '\u200b', '·', '\u3000', '-', '\u2060');
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.array(dress, { minLength: 12, maxLength: 12 }), (word, dresses) => {
      const said = [...word].map((sign, at, all) => (at === all.length - 1 ? sign : sign + dresses[at])).join('');
      const pattern = compileWord(word)!;
      expect(findWords([{ pattern }], `先说别的，${said}，再说`).map((one) => one.said)).toEqual([said]);
    }),
  );
});

test.each([
  ['no such file', '/nowhere/words.json', 'must be a file that can be read'],
  ['no JSON', 'README.md', 'must hold JSON'],
  ['another shape', 'package.json', 'groups: '],
])('a file of words that is %s is refused by a sentence', (_, file, sentence) => {
  const config = readConfig({ FLAGGED_WORDS_FILE: file });
  expect(() => readFlaggedWords(config)).toThrow(`FLAGGED_WORDS_FILE: ${sentence}`);
});

test.each([
  ['2026-11-30T10:00:00+08:00', '2026-11-25T10:00:00+08:00'],
  ['2026-12-04T10:00:00+08:00', '2026-12-01T10:00:00+08:00'],
  ['2026-12-06T10:00:00+08:00', '2026-12-02T10:00:00+08:00'],
])('on %s what waits since before %s is overdue', (now, before) =>
  expect(overdueBefore(new Date(now))).toEqual(new Date(before)),
);
