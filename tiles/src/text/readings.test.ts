import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHARS, editsBetween, hasLiterally, hasNear, hasSound, READINGS, textsNear } from './testing/text-model.ts';
import type { TextFields } from '../input/types.ts';
import { isOneEdit } from './one-edit.ts';
import { TextIndex } from './text-index.ts';

/** The readings of a slip; words people know have none. */
const NO_WORDS = { isWord: () => false };
const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };

const char = fc.constantFrom(...CHARS);
const words = (minLength: number, maxLength: number) =>
  fc.array(char, { minLength, maxLength }).map((chars) => chars.join(''));
const text = fc
  .array(fc.oneof({ weight: 7, arbitrary: char }, fc.constant('，')), { maxLength: 7 })
  .map((c) => c.join(''));
const docs = fc.array(
  fc.record({ title: text, topic: text, description: text }).map((some) => ({ ...none, ...some })),
  { minLength: 1, maxLength: 12 },
);
const rowsWhere = (all: readonly TextFields[], keeps: (doc: TextFields) => boolean): number[] =>
  all.flatMap((doc, row) => (keeps(doc) ? [row] : []));

const swapped = ([a = '', b = '', ...rest]: string) => b + a + rest.join('');

test('a word is read as written, else by its sound, else as one slip away: exactly the documents of the surest reading', () => {
  fc.assert(
    fc.property(docs, fc.array(words(4, 6), { minLength: 1, maxLength: 6 }), (all, queries) => {
      const built = new TextIndex(all, NO_WORDS);
      const written = all.flatMap(({ title, topic }) => [title.slice(0, 4), swapped(topic.slice(0, 4))]);
      for (const q of [...queries, ...written.filter((some) => some.length === 4 && !some.includes('，'))]) {
        const sound = [...q].map((one) => READINGS[one]!);
        const near = textsNear(q, CHARS);
        const readings = [
          ['exact', rowsWhere(all, (doc) => hasLiterally(doc, q))],
          ['homophone', rowsWhere(all, (doc) => hasSound(doc, sound))],
          ['typo', rowsWhere(all, (doc) => hasNear(doc, near))],
        ] as const;
        const surest = readings.find(([, rows]) => rows.length > 0);
        const { via, rows } = built.query(q);
        if (surest) expect([via, ...rows], q).toEqual([surest[0], ...surest[1]]);
        else expect(['relaxed', 'homophone', 'typo', 'none'], q).toContain(via);
      }
    }),
  );
});

test('something is found wherever a single character of the query occurs', () => {
  fc.assert(
    fc.property(docs, words(1, 6), (all, q) => {
      const { rows, dropped } = new TextIndex(all, NO_WORDS).query(q);
      const anything = all.some((doc) => [...q].some((one) => hasLiterally(doc, one)));
      if (anything) expect(rows.length, q).toBeGreaterThan(0);
      for (const word of dropped) expect(q).toContain(word);
    }),
  );
});

test('one edit is one edit', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      expect(isOneEdit(a, b), `${a} ${b}`).toBe(editsBetween(a, b) === 1);
    }),
  );
});

test('a Latin word that occurs nowhere finds the words one edit away', () => {
  const latin = fc.string({ unit: fc.constantFrom('b', 'c', 'd', 'f'), minLength: 4, maxLength: 7 });
  fc.assert(
    fc.property(fc.uniqueArray(latin, { minLength: 1, maxLength: 12 }), latin, (titles, q) => {
      const { via, rows } = new TextIndex(titles.map((title) => ({ ...none, title }))).query(q);
      const near = titles.flatMap((title, row) => (editsBetween(title, q) === 1 ? [row] : []));
      if (titles.some((title) => title.startsWith(q))) expect(via, q).toBe('exact');
      else expect([via, ...rows], q).toEqual(near.length > 0 ? ['typo', ...near] : ['none']);
    }),
  );
});

const catalogue = [
  { title: '硬笔书法公益课', topic: '艺术/书法', organiser: '宁波老年大学' },
  { title: '太极拳初级班', topic: '健身/太极拳', organiser: '杭州市文新街道社区学校', place: '西湖区' },
  { title: '国画入门', topic: '艺术/国画/Chinese painting', organiser: '浙江工业大学' },
  { title: '输法研究', description: '抒发情感' },
].map((some): TextFields => ({ ...none, ...some }));
const index = new TextIndex(catalogue);
const found = (q: string) => {
  const { via, rows } = index.query(q);
  return [via, ...rows];
};

test('traditional characters, width, case, tones as marks or digits, and mixed scripts mean the same', () => {
  for (const q of ['書法', '书法']) expect(found(q), q).toEqual(['exact', 0]);
  expect(found('國畫')).toEqual(['exact', 2]);
  expect(new TextIndex([{ ...none, title: '國畫' }]).query('国画').via).toBe('exact');
  for (const q of ['ＴＡＩＪＩ', 'tai4ji2', 'tàijí', 'tai4 ji2', 'tai ji', '太ji'])
    expect(found(q), q).toEqual(['pinyin', 1]);
  expect(found('guó huà')).toEqual(['pinyin', 2]);
  expect(new TextIndex([{ ...none, title: '乾隆瓷器' }]).query('qianlong').via).toBe('pinyin');
});

test('of what sounds so the nearer comes first', () => {
  const built = new TextIndex(
    ['树发', '书发', '舒法'].map((title) => ({ ...none, title })),
    NO_WORDS,
  );
  const { via, rows, scores } = built.query('书法');
  const ranked = [...rows.keys()].sort((a, b) => scores[b]! - scores[a]!).map((at) => rows[at]);
  expect(via).toBe('homophone');
  expect(ranked.at(-1)).toBe(0);
  expect(ranked).toHaveLength(3);
});

test('slips of a character or a letter are read as what they are near', () => {
  for (const q of ['太去拳', '太拳', '太极极拳', '极太拳']) expect(found(q), q).toEqual(['typo', 1]);
  expect(found('taijiqaun')).toEqual(['typo', 1]);
  expect(found('guohia')).toEqual(['typo', 2]);
  expect(found('paintnig')).toEqual(['typo', 2]);
  expect(found('宁波老牛大学')).toEqual(['typo', 0]);
});

test('a name is found by its short form and by the initials of a part', () => {
  for (const q of ['浙工大', '浙大']) expect(found(q), q).toEqual(['short', 2]);
  expect(found('lndx')).toEqual(['initials', 0]);
});

test('a slip inside a longer request is repaired', () => {
  expect(found('西湖区太及拳')).toEqual(['homophone', 1]);
  expect(found('西湖区太去拳')).toEqual(['typo', 1]);
  expect(found('xihuqutaijiquan').slice(1)).toEqual([1]);
  const { via, rows, dropped } = index.query('我想学国化');
  expect([via, ...rows]).toEqual(['relaxed', 2]);
  expect(dropped).toEqual(['我想学']);
});
