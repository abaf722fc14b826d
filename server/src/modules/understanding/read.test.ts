import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { things } from '../../modules.ts';
import { createLexicon, type ReferenceRows } from './lexicon.ts';
import { read, type ReadOptions } from './read.ts';
import { fold } from './tokens.ts';

interface SeedTerm {
  code: string;
  zh: string;
  en: string;
  synonyms?: { zh: string[]; en: string[] };
}
const load = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../seed/data/${name}.json`, import.meta.url), 'utf8'));
const terms = Object.entries(load('vocabularies') as Record<string, SeedTerm[]>).flatMap(([vocabulary, list]) =>
  list.map(({ code, zh, en, synonyms = { zh: [], en: [] } }) => {
    return { vocabulary, code, zh, en, replacedBy: null, synonyms: [...synonyms.zh, ...synonyms.en].join('/') };
  }),
);
const lexicon = createLexicon({ divisions: load('divisions') as ReferenceRows['divisions'], terms }, things);

const NAMES = ['西湖书法社', '浙江老年大学', '西湖区社区学院', '杭州市西湖区文化馆', '宁波图书馆'];
const KNOWN = [
  '瑜伽',
  '龙井',
  '西湖龙井',
  '考级',
  '书法',
  '太极',
  '老年人智能手机培训班',
  'calligraphy',
  '零基础',
  '古筝',
  'ai绘画',
];
/** Friday 2026-11-27. */
const TODAY = 20_784;
const options: ReadOptions = {
  lexicon,
  today: TODAY,
  areas: [],
  offers: () => 0,
  occurs: (text) => KNOWN.includes(text),
  isWord: (text) => ['法语', '大雪'].includes(text),
  isSlip: (text) => text === '老年大雪',
  beginsName: (text) => NAMES.some((name) => name.startsWith(text)),
};
const toFilters = (text: string, more: Partial<ReadOptions> = {}) => {
  const { q, filters, near } = read(text, { ...options, ...more });
  return { ...filters, ...(q !== '' && { q }), ...(near && { near }) };
};

test.each<[string, Record<string, unknown>]>([
  ['西湖区 太极', { division: '330106', topic: 'tai-chi-qigong' }],
  ['西湖区太极', { division: '330106', topic: 'tai-chi-qigong' }],
  ['西湖', { division: '330106' }],
  ['杭州市', { division: '330100' }],
  ['Hangzhou', { division: '330100' }],
  ['xihu', { division: '330106' }],
  ['Xihu District', { division: '330106' }],
  ['xīhú qū', { division: '330106' }],
  ['文新街道', { division: '330106013' }],
  ['杭州市西湖区文新街道 书法', { division: '330106013', topic: 'calligraphy' }],
  ['宁波 杭州', { division: '330100,330200' }],
  ['周末亲子', { when: 'weekend', topic: 'family-parenting' }],
  ['free evening English near me', { price: 'free', part: 'evening', topic: 'spoken-english', near: true }],
  ['今晚有没有免费的书法课', { when: 'tonight', price: 'free', topic: 'calligraphy' }],
  ['我想学瑜伽 免费', { price: 'free', q: '瑜伽' }],
  ['老年人 线上', { audience: 'seniors', mode: 'online' }],
  [
    'free weekend classes for kids in Hangzhou',
    { price: 'free', when: 'weekend', audience: 'preschool,teenagers', division: '330100' },
  ],
  ['附近的图书馆', { near: true, q: '图书馆' }],
  ['无障碍 讲座', { accessible: 'step_free', format: 'lecture' }],
  ['50元以内 手工花艺', { price: '1-50,free', topic: 'handicrafts' }],
  ['50元以内 插花', { price: '1-50,free', q: '插花' }],
  ['我想学插花', { q: '插花' }],
  ['零基础学古筝', { q: '零基础 古筝' }],
  ['妈妈可以参加的插花课', { audience: 'women', q: '插花' }],
  ['给老人讲的反诈课', { audience: 'seniors', q: '反诈' }],
  ['how to use a smartphone', { topic: 'smartphone-use' }],
  ['where can I learn to make pottery', { topic: 'celadon' }],
  ['免费 AI绘画', { price: 'free', q: 'AI绘画' }],
  ['周六上午', { weekday: '6', part: 'morning' }],
  ['明晚', { when: 'tomorrow', part: 'evening' }],
  ['后天', { from: '2026-11-29', to: '2026-11-29' }],
  ['下周', { from: '2026-11-30', to: '2026-12-06' }],
  ['下周三', { from: '2026-12-02', to: '2026-12-02' }],
  ['本周', { from: '2026-11-27', to: '2026-11-29' }],
  ['下个月', { from: '2026-12-01', to: '2026-12-31' }],
  ['学分银行 宁波', { kind: 'credit_point', division: '330200' }],
  ['现在开放', { open: 'now' }],
  ['杭州法语班', { division: '330100', q: '法语' }],
  ['老年大雪', { q: '老年大雪' }],
  ['下城区书法', { division: '330105', topic: 'calligraphy' }],
  ['富阳市', { division: '330111' }],
  ['宁波周末烘焙体验', { division: '330200', when: 'weekend', topic: 'baking', format: 'hands-on,workshop' }],
  ['外来务工人员读成人高中', { audience: 'migrant-workers', q: '成人高中' }],
  ['宁波江东区 太极', { division: '330212', topic: 'tai-chi-qigong' }],
])('%s', (text, expected) => {
  expect(toFilters(text)).toEqual(expected);
});

test.each([
  '西湖书法社',
  '西湖书法',
  '浙江老年',
  '西湖区社区',
  '西湖龙井',
  '西湖书画社',
  '家长学校',
  '老年大学',
  '杭州剑桥瑜伽院',
  '有没有',
  '书法',
  'calligraphy',
  '老年人智能手机培训班',
  'zzzz',
  '（）',
])('%s stays as it is', (text) => {
  expect(read(text, options)).toEqual({ q: text, filters: {}, parts: [], dropped: [], near: false });
});

test('a short name is a place where the rest is known, and not where it would tear a word', () => {
  expect(toFilters('杭州瑜伽')).toEqual({ division: '330100', q: '瑜伽' });
  expect(toFilters('杭州湾')).toEqual({ q: '杭州湾' });
  expect(toFilters('宁波老年大学')).toEqual({ division: '330200', q: '老年大学' });
});

test('of several places of one name that in the named or chosen area is meant, else that with most; the others are told', () => {
  const codes = new Set(
    lexicon.senses.get('龙山镇')!.is === 'division' ? (lexicon.senses.get('龙山镇') as { codes: string[] }).codes : [],
  );
  expect(codes.size).toBeGreaterThan(1);
  for (const code of codes) {
    const county = code.slice(0, 6);
    const [part] = read('龙山镇', { ...options, areas: [county] }).parts;
    expect(part).toMatchObject({ value: code, others: [...codes].filter((other) => other !== code) });
    expect(toFilters(`${lexicon.divisions.get(county)!.name}龙山镇`)).toEqual({ division: code });
    expect(toFilters('龙山镇', { offers: (one) => Number(one === code) })).toEqual({ division: code });
  }
  // Higher up: the county of Hangzhou before a township.
  expect(read('西湖', options).parts[0]!.value).toBe('330106');
});

test('a second time that cannot hold beside the first is left out, and said so', () => {
  expect(read('今晚 明天', options)).toMatchObject({
    filters: { when: 'tonight' },
    dropped: [{ text: '明天', at: 3 }],
  });
  expect(read('下周 今天', options)).toMatchObject({ filters: { from: '2026-11-30' }, dropped: [{ text: '今天' }] });
});

const words = [...lexicon.senses.keys()];
const TOPIC_WORDS = words.filter((word) => {
  const sense = lexicon.senses.get(word)!;
  return sense.is === 'word' && sense.isTopic;
});
const piece = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...KNOWN, ...NAMES),
  fc.constantFrom(
    '社',
    '书画',
    'x',
    '的',
    ' ',
    '，',
    '？',
    '免费',
    '西湖',
    '周末',
    '😀',
    '\u202e',
    '(.*)+',
    "price='free'",
    'OR 1=1',
    '𠮷',
    'ﬁ',
    'ＦＲＥＥ',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const typed = fc
  .array(fc.tuple(piece, fc.constantFrom('', ' ', '、')), { maxLength: 7 })
  .map((all) => all.flat().join(''));

const isWordly = (char: string) => /[\p{L}\p{N}\p{M}]/u.test(char);

test('every character ends in q, a part or a dropped word, in its place', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { q, parts, dropped } = read(text, options);
      const left = [...fold(text)]
        .map((char) => (isWordly(char) ? char : ' '.repeat(char.length)))
        .join('')
        .split('');
      const spans = new Map([...parts, ...dropped].map(({ text: own, at }) => [at, own]));
      for (const [at, own] of spans) {
        expect(text.slice(at, at + own.length)).toBe(own);
        for (let i = at; i < at + own.length; i++) {
          expect(left[i], `${text} at ${i} twice`).not.toBe('taken');
          left[i] = 'taken';
        }
      }
      const rest = left.filter((char) => char !== 'taken' && char !== ' ').join('');
      const kept = [...fold(q)].filter(isWordly).join('');
      expect(kept).toBe(rest);
    }),
  );
});

test('a character that would fold to several stays whole', () =>
  expect(read('🄀on weekdays', options)).toMatchObject({ q: '🄀on', parts: [{ text: 'weekdays' }] }));

test('reading decides by what it is given alone, and what stays means nothing more', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const reading = read(text, options);
      expect(read(text, options)).toEqual(reading);
      expect(read(reading.q, options)).toEqual({ q: reading.q, filters: {}, parts: [], dropped: [], near: false });
    }),
  );
});

test('the filters are what the parts say, and only beside parts or a topic something is left out', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { q, filters, parts, dropped, near } = read(text, options);
      const said = new Map<string, Set<string>>();
      for (const { name, value } of parts)
        if (name !== 'near') said.set(name, new Set([...(said.get(name) ?? []), ...value.split(',')]));
      expect(new Map(Object.entries(filters).map(([name, value]) => [name, new Set(value.split(','))]))).toEqual(said);
      expect(near).toBe(parts.some(({ name }) => name === 'near'));
      if (parts.length === 0 && dropped.length > 0)
        expect(TOPIC_WORDS.some((word) => fold(q).includes(word))).toBe(true);
    }),
  );
});
