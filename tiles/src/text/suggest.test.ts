import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps } from '../input/steps.ts';
import type { TextFields } from '../input/types.ts';
import { Corpus } from './corpus.ts';
import { accepts, type Pattern } from './pattern.ts';
import { beginsWithInitials, type Phrase } from './phrases.ts';
import { plainLetters, spellings } from './spell.ts';
import { completions } from './suggest.ts';
import { TextIndex } from './text-index.ts';

const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };
const levels = ['初级', '中级', '高级', '入门', '提高', '公益'];
const docs: TextFields[] = levels.flatMap((level, i) => [
  { ...none, title: `${level}书法班`, topic: '艺术/书法', organiser: '浙江大学(紫金港校区)', place: '西湖区 文新街道' },
  {
    ...none,
    title: `魔方${'趣玩营赛课坊'.charAt(i)}${level}`,
    topic: '少儿',
    organiser: '宁波图书馆',
    place: '海曙区',
  },
]);
const index = new TextIndex(docs);
const texts = (typed: string) => index.suggest(typed, 5).map((suggestion) => suggestion.text);

test('completes topics, organisers, places and title words from characters, pinyin and initials', () => {
  for (const typed of ['书', 'shu', 'shuf', 'sf', 'S']) expect(texts(typed), typed).toContain('书法');
  for (const typed of ['浙江', 'zhejiangd', 'zjdx']) expect(texts(typed), typed).toContain('浙江大学(紫金港校区)');
  for (const typed of ['文新', 'wenxin', 'wxjd', '街道']) expect(texts(typed), typed).toContain('文新街道');
  expect(index.suggest('魔', 5)).toContainEqual({ text: '魔方', source: 'title' });
});

test('what is suggested is found by a search for it', () => {
  for (const { text } of index.suggest('书', 10)) expect(index.query(text).rows.length).toBeGreaterThan(0);
  expect(index.suggest('书法', 1)).toEqual([{ text: '书法', source: 'topic' }]);
  expect(index.query('书法').rows.length).toBe(6);
});

test('what begins so comes before what contains it', () => {
  expect(texts('书')[0]).toBe('书法');
  expect(texts('书')).toContain('宁波图书馆');
});

test('a finished syllable comes before one that could go on', () => {
  const built = new TextIndex([
    { ...none, topic: '水彩' },
    { ...none, topic: '水彩' },
    { ...none, topic: '书法' },
  ]);
  expect(built.suggest('shu', 5).map((suggestion) => suggestion.text)).toEqual(['书法', '水彩']);
});

test('nothing typed suggests nothing, and the limit holds', () => {
  for (const typed of ['', ' ', '😀', '\ud800']) expect(index.suggest(typed, 5), typed).toEqual([]);
  expect(index.suggest('书', 1)).toHaveLength(1);
});

test('of titles only whole words are suggested', () => {
  const titles = [...'春夏秋冬晨夜山水'].flatMap((char) => [
    `毛笔书法${char}`,
    `${char}硬笔书法`,
    `${char}日养老护理${char}`,
  ]);
  const built = new TextIndex(titles.map((title) => ({ ...none, title })));
  expect(built.suggest('毛', 20).map(({ text }) => text)).toContain('毛笔书法');
  for (const typed of ['笔', '书', '法', '护', '老'])
    for (const { text } of built.suggest(typed, 20)) expect(text, typed).not.toMatch(/^(笔书法?|老护理?)$/);
  // What is left out takes nobody's place.
  for (const typed of ['毛', '笔', '书', '养', '护']) {
    const all = built.suggest(typed, 1000);
    for (let limit = 1; limit <= all.length; limit++)
      expect(built.suggest(typed, limit), `${typed} ${limit}`).toEqual(all.slice(0, limit));
  }
});

test('the same as looking at every phrase', () => {
  const chars = '书法班浙江大学宁波图馆文新街道艺术初级shufazjtxwenq(1 ';
  const corpus = runSteps(Corpus.build(docs));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...chars), { minLength: 1, maxLength: 5 }), (typed) => {
      const text = typed.join('');
      expect(completions(text, 1000, corpus)).toEqual(lookAtAll(text, corpus));
    }),
  );
});

/** By the definition: of each phrase the surest reading, then by rank. */
function lookAtAll(typed: string, corpus: Corpus): Phrase[] {
  const text = typed.trim();
  if (text === '') return [];
  const begins = (phrase: Phrase, pattern: Pattern) =>
    pattern.length <= phrase.normalised.length &&
    pattern.every((slot, i) => accepts(slot, phrase.normalised.charCodeAt(i)));
  const sounds = (partial: boolean) => {
    const patterns = spellings(text, corpus.readings, partial);
    return (phrase: Phrase) => patterns.some((pattern) => begins(phrase, pattern));
  };
  // Tone digits are no initials.
  const initials = plainLetters(text);
  const tests = [
    (phrase: Phrase) => phrase.normalised.startsWith(text),
    sounds(false),
    sounds(true),
    (phrase: Phrase) => /^[a-z]+$/.test(initials) && beginsWithInitials(phrase, initials),
    (phrase: Phrase) => phrase.normalised.includes(text),
  ];
  const byReading = tests.map((test, i) =>
    corpus.phrases.all((phrase) => test(phrase) && !tests.slice(0, i).some((surer) => surer(phrase))),
  );
  return byReading.flat();
}

test('every limit gives the beginning of the whole list', () => {
  for (const typed of ['书', 'shu', 's', '浙', 'zj', '班', 'x', '初级', 'wenx']) {
    const all = index.suggest(typed, 1000).map(({ text }) => text);
    expect(new Set(all).size).toBe(all.length);
    for (let limit = 1; limit <= all.length; limit++)
      expect(
        index.suggest(typed, limit).map(({ text }) => text),
        `${typed} ${limit}`,
      ).toEqual(all.slice(0, limit));
  }
});
