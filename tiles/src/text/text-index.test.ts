import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextFields } from '../input/types.ts';
import { normalise } from './normalise.ts';
import { TextIndex } from './text-index.ts';

const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };

function docsWith(...docs: Partial<TextFields>[]): TextFields[] {
  return docs.map((doc) => ({ ...none, ...doc }));
}

/** Documents found, best first. */
function ranked(index: TextIndex, q: string): number[] {
  const { rows, scores } = index.query(q);
  return [...rows.keys()].sort((a, b) => scores[b]! - scores[a]!).map((i) => rows[i]!);
}

/** Twelve words, their joined and spaced readings, and the pieces of what occurs nowhere. */
const MOST_LOOKUPS = 200;

const catalogue = docsWith(
  { title: '太极拳初级班', organiser: '杭州市西湖区文新街道社区学校', topic: '健身 太极拳', place: '文新街道' },
  { title: '硬笔书法公益课', organiser: '宁波老年大学', topic: '艺术/书法', place: '鼓楼街道' },
  { title: '国画入门', organiser: '西泠印社', topic: '艺术/国画', place: '孤山', description: '兼讲书法与篆刻' },
  { title: 'Python 编程(2025春季)', organiser: '浙江大学', topic: '编程', place: '紫金港' },
  { title: '第1期C语言夜校', organiser: '浙江大学', topic: '编程', place: '西安路' },
  { title: '书法班', organiser: '杭州市文化馆', topic: '艺术/书法', place: '西湖区' },
  { title: '绿茶品鉴', organiser: '杭州市文化馆', topic: '茶艺', place: '龙井' },
);
const index = new TextIndex(catalogue);

const char = fc.constantFrom(...'书法太极拳一二𠮷');
const gap = fc.constantFrom(' ', '，', 'a', '1', '😀', '\ud842');
const text = fc.array(fc.oneof({ weight: 6, arbitrary: char }, gap), { maxLength: 12 }).map((parts) => parts.join(''));
const fields = fc.record({ title: text, organiser: text, topic: text, place: text, description: text });

test('a Chinese query finds exactly the documents with that substring in a field', () => {
  const query = fc.array(char, { minLength: 1, maxLength: 4 }).map((chars) => chars.join(''));
  fc.assert(
    fc.property(
      fc.array(fields, { maxLength: 40 }),
      fc.array(query, { minLength: 1, maxLength: 8 }),
      (docs, queries) => {
        const built = new TextIndex(docs);
        for (const q of queries) {
          const wanted = docs.flatMap((doc, i) =>
            Object.values(doc).some((f) => normalise(f).includes(q)) ? [i] : [],
          );
          const { rows, via } = built.query(q);
          if (wanted.length > 0) expect([...rows], q).toEqual(wanted);
          else expect(via, q).not.toBe('exact');
        }
      },
    ),
  );
});

test('several words find exactly the documents with all of them, else the best of them and name the rest', () => {
  const query = fc.uniqueArray(
    fc.array(char, { minLength: 1, maxLength: 3 }).map((c) => c.join('')),
    {
      minLength: 2,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 30 }), query, (docs, words) => {
      const having = (wanted: readonly string[]) =>
        docs.flatMap((doc, i) => {
          const texts = Object.values(doc).map(normalise);
          return wanted.every((word) => texts.some((t) => t.includes(word))) ? [i] : [];
        });
      const { rows, via, dropped, scores } = new TextIndex(docs).query(words.join(' '));
      expect(scores.length).toBe(rows.length);
      if (having(words).length > 0) expect([via, ...rows]).toEqual(['exact', ...having(words)]);
      else if (words.every((word) => having([word]).length > 0)) {
        expect(via).toBe('relaxed');
        expect(dropped.length).toBeGreaterThan(0);
        expect([...rows]).toEqual(having(words.filter((word) => !dropped.includes(word))));
      }
    }),
  );
});

test('a query of any kind gets an answer with ascending rows and finite scores', () => {
  const docs = docsWith({ title: '书法 shufa (.*)' }, { title: '太极拳' }, { description: '老年大学 2025' });
  const built = new TextIndex(docs);
  const odd = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), text);
  fc.assert(
    fc.property(odd, (q) => {
      const { rows, scores } = built.query(q);
      expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(scores.every((score) => Number.isFinite(score) && score > 0)).toBe(true);
      expect(built.suggest(q, 5).length).toBeLessThanOrEqual(5);
    }),
  );
});

const hostile = [
  '书'.repeat(2000),
  '书法太极拳'.repeat(400),
  'xian'.repeat(500),
  'xian '.repeat(400),
  Array.from({ length: 500 }, (_, i) => `xianjiangxiangzhuang${i.toString(26)}`).join(' '),
  Array.from({ length: 500 }, (_, i) => `太极${String.fromCharCode(0x4e00 + i)}拳书发`).join(' '),
  Array.from({ length: 500 }, (_, i) => `w${i}`).join(' '),
  'a1'.repeat(1000),
  '😀'.repeat(1000),
  '\ud800'.repeat(2000),
  '\0\u0007\u001b'.repeat(600),
  'مرحبا '.repeat(300),
  '(a+)+$[.*]\\'.repeat(180),
  "title = '书法' AND (topic:*) || _geoRadius(0,0)",
  `a${'\u0301'.repeat(1999)}`,
  ' '.repeat(2000),
];

test('hostile queries get an answer after a bounded number of looked-up words', () => {
  for (const q of hostile) {
    const before = index.lookups;
    const { rows, scores, dropped } = index.query(q);
    expect(index.lookups - before, q.slice(0, 12)).toBeLessThanOrEqual(MOST_LOOKUPS);
    expect(scores.length).toBe(rows.length);
    for (const word of dropped) expect(normalise(q)).toContain(word);
    expect(index.suggest(q, 10).length).toBeLessThanOrEqual(10);
  }
});

test('marks of query languages and patterns mean nothing', () => {
  for (const q of ['书法', '*书法*', '"书法"', '书法~', '(书法)', '[书法]', '书法$', '书法 | ', '-书法', '\\书法']) {
    expect([...index.query(q).rows], q).toEqual([...index.query('书法').rows]);
  }
  for (const q of ['书.', '.*', '书?法', 'title:书法*'])
    expect(index.query(q).rows.length, q).toBeLessThan(catalogue.length);
});

test('words of other scripts match whole, the last one also from its beginning, whatever width or case', () => {
  expect([...index.query('python').rows]).toEqual([3]);
  expect([...index.query('ＰＹＴＨ').rows]).toEqual([3]);
  expect([...index.query('编程 202').rows]).toEqual([3]);
  expect([...index.query('2025春').rows]).toEqual([3]);
  expect([...index.query('c语言').rows]).toEqual([4]);
  expect([...index.query('第1期').rows]).toEqual([4]);
  expect([...index.query('1期').rows]).toEqual([4]);
});

test('pinyin finds characters that sound so, joined or spaced, with tones or without, however it can be cut', () => {
  for (const q of ['shufa', 'shu fa', "shu'fa", 'shūfǎ', 'SHUFA', 'shu法', '书fa']) {
    const { rows, via } = index.query(q);
    expect([via, ...rows], q).toEqual(['pinyin', 1, 2, 5]);
  }
  expect([...index.query('xian').rows]).toEqual([4]);
  expect([...new TextIndex(docsWith({ title: '妈妈课堂' }, { title: '妈祖文化' })).query('ma ma').rows]).toEqual([0]);
  expect([...index.query('lvcha').rows]).toEqual([6]);
  expect([...index.query('lücha').rows]).toEqual([6]);
  expect([...index.query('taij').rows]).toEqual([0]);
  expect([...index.query('hangzhou shufa').rows]).toEqual([5]);
});

test('spaced pinyin finds exactly the documents with characters of these readings side by side', () => {
  const readings: Record<string, readonly string[]> = {
    书: ['shu'],
    树: ['shu'],
    乐: ['le', 'yue', 'yao', 'lao'],
    行: ['xing', 'hang', 'heng'],
    长: ['chang', 'zhang'],
    安: ['an'],
  };
  const chars = Object.keys(readings);
  const title = fc.array(fc.constantFrom(...chars, '，'), { maxLength: 8 }).map((parts) => parts.join(''));
  const wanted = fc.array(
    fc.constantFrom(...chars).chain((c) => fc.constantFrom(...readings[c]!)),
    {
      minLength: 2,
      maxLength: 3,
    },
  );
  fc.assert(
    fc.property(
      fc.array(title, { minLength: 1, maxLength: 30 }),
      fc.uniqueArray(wanted.map((w) => w.join(' '))),
      (titles, queries) => {
        const built = new TextIndex(docsWith(...titles.map((t) => ({ title: t }))));
        for (const q of queries) {
          const syllables = q.split(' ');
          // A word that comes again later is read once.
          if (syllables[0] === syllables[2]) continue;
          const isAt = (t: string, at: number) => syllables.every((s, j) => readings[t[at + j] ?? '']?.includes(s));
          const rows = titles.flatMap((t, i) => ([...t].some((_, at) => isAt(t, at)) ? [i] : []));
          if (rows.length > 0) expect([...built.query(q).rows], q).toEqual(rows);
        }
      },
    ),
  );
});

test('every reading of a character counts', () => {
  const built = new TextIndex(docsWith({ title: '重庆火锅' }, { title: '音乐欣赏' }));
  for (const q of ['chongqing', 'zhongqing']) expect([...built.query(q).rows], q).toEqual([0]);
  for (const q of ['yinyue', 'yinle']) expect([...built.query(q).rows], q).toEqual([1]);
});

test('a word in Latin letters leads, its pinyin reading follows', () => {
  const built = new TextIndex(docsWith({ title: '艾灸' }, { description: 'AI 绘画' }));
  expect(built.query('ai').via).toBe('exact');
  expect(ranked(built, 'ai')).toEqual([1, 0]);
});

test('initials stand for known phrases, topics first', () => {
  expect(index.query('sf').via).toBe('initials');
  expect([...index.query('sf').rows]).toEqual([1, 2, 5]);
  expect([...index.query('tjq').rows]).toEqual([0]);
  expect([...index.query('zjdx').rows]).toEqual([3, 4]);
  const built = new TextIndex(docsWith({ organiser: '师范' }, { organiser: '师范' }, { topic: '书法', title: '书法' }));
  expect(ranked(built, 'sf')[0]).toBe(2);
});

test('titles lead, then topics, then mentions; a title that is the query comes first', () => {
  expect(ranked(index, '书法')).toEqual([5, 1, 2]);
  const built = new TextIndex(
    docsWith({ title: '初级围棋与太极拳' }, { title: '太极拳初级' }, { title: '学太极拳初级' }),
  );
  expect(ranked(built, '太极拳 初级')).toEqual([1, 2, 0]);
});

test('a title with the word as a part of its own comes first, then one that begins with it', () => {
  const built = new TextIndex(docsWith({ title: '初级书法' }, { title: '【书法】初' }, { title: '书法初级' }));
  expect(ranked(built, '书法')).toEqual([1, 2, 0]);
});

test('each field weighs more than the next', () => {
  const order = ['description', 'place', 'organiser', 'topic', 'title'] as const;
  const built = new TextIndex(order.map((name) => ({ ...none, [name]: '社区书法' })));
  expect(ranked(built, '书法')).toEqual([4, 3, 2, 1, 0]);
});

test('words that occur together nowhere are relaxed and the dropped ones named', () => {
  const { rows, via, dropped } = index.query('国画 杭州 拖拉机');
  expect([via, ...rows]).toEqual(['relaxed', 2]);
  expect(dropped.sort()).toEqual(['拖拉机', '杭州']);
});

test('a sentence without spaces is cut into words that occur', () => {
  expect([...index.query('杭州书法').rows]).toEqual([5]);
  expect(index.query('杭州书法').dropped).toEqual([]);
  const wish = index.query('我想学国画');
  expect([wish.via, ...wish.rows]).toEqual(['relaxed', 2]);
  expect(wish.dropped).toEqual(['我想学']);
  expect([...index.query('浙江python夜校').rows]).toEqual([3]);
  expect([...index.query('浙江Python').rows]).toEqual([3]);
});

test('words beyond the twelfth are named, not forgotten', () => {
  const words = Array.from({ length: 20 }, (_, i) => `书法${String.fromCharCode(0x4e00 + i)}`);
  const { dropped } = index.query(['书法', ...words].join(' '));
  expect(dropped).toContain(words[19]);
});

test('nothing is found for nothing', () => {
  for (const q of ['', '   ', '，。', '😀', 'zzzz', '龘']) {
    const { rows, via, dropped } = index.query(q);
    expect([rows.length, via, dropped.length], q).toEqual([0, 'none', 0]);
  }
  expect(new TextIndex([]).query('书法').via).toBe('none');
});

test('documents come by number, those without text are skipped', () => {
  const built = new TextIndex({ count: 3, get: (doc) => (doc === 1 ? undefined : { ...none, title: `书法${doc}` }) });
  expect([...built.query('书法').rows]).toEqual([0, 2]);
});

test('built in steps it answers the same', () => {
  const steps = TextIndex.buildSteps(catalogue);
  let step = steps.next();
  while (!step.done) {
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
    step = steps.next();
  }
  for (const q of ['书法', 'sf', 'taiji']) expect(step.value.query(q)).toEqual(index.query(q));
});
