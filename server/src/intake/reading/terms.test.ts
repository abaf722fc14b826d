import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SPOKEN_AUDIENCES } from '../../formats/spoken-terms/audiences.ts';
import { SPOKEN_TOPICS } from '../../formats/spoken-terms/topics.ts';
import { SPOKEN_FORMATS, SPOKEN_MODES } from '../../formats/spoken-terms/ways.ts';
import { createSheet } from '../../modules/activities/sheet/index.ts';
import { allSynonyms } from '../reference.ts';
import { findTerms, indexTerms } from './terms.ts';

interface SeedTerm {
  code: string;
  zh: string;
  en: string;
  synonyms?: { zh: string[]; en: string[] };
}
const file = new URL('../../../../seed/data/vocabularies.json', import.meta.url);
const terms = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, SeedTerm[]>).flatMap(
  ([vocabulary, list]) =>
    list.map(({ code, zh, en, synonyms: { zh: own, en: english } = { zh: [], en: [] } }) => {
      return { vocabulary, code, zh, en, synonyms: [...own, ...english] };
    }),
);
const index = indexTerms(terms, allSynonyms({ all: [createSheet()] }));

test.each([
  ['audience', SPOKEN_AUDIENCES],
  ['topic', SPOKEN_TOPICS],
  ['mode', SPOKEN_MODES],
] as const)('every word for a term of %s that the search knows is understood in a sheet', (vocabulary, spoken) => {
  for (const { words, codes } of spoken)
    for (const word of words) expect(findTerms(index, vocabulary, word), word).toEqual(codes);
});

test('a form that is no more than tried has one in a sheet', () => {
  for (const { words, codes } of SPOKEN_FORMATS)
    for (const word of words) expect(codes, word).toContain(findTerms(index, 'format', word)[0]);
});

test.each<[string, string, string]>([
  ...(
    [
      ['居民', 'residents'],
      ['市民', 'residents'],
      ['老人', 'seniors'],
      ['老年人', 'seniors'],
      ['老年人(60+)', 'seniors'],
      ['退休人员', 'seniors'],
      ['农民', 'new-farmers'],
      ['职工', 'workers'],
      ['小学生', 'teenagers'],
      ['学龄前儿童', 'preschool'],
      ['儿童', 'preschool,teenagers'],
      ['家长', 'parents'],
      ['宝妈', 'women'],
      ['外来务工', 'migrant-workers'],
    ] as const
  ).map(([word, code]): [string, string, string] => ['audience', word, code]),
  ['format', '培训', 'course-series'],
  ['format', '比赛', 'competition'],
  ['format', '直播', 'livestream'],
  ['format', '体验', 'hands-on'],
  ['topic', '太极', 'tai-chi-qigong'],
  ['topic', '太极拳', 'tai-chi-qigong'],
  ['topic', 'Tai Chi', 'tai-chi-qigong'],
  ['topic', '毛笔', 'calligraphy'],
  ['topic', '手机', 'smartphone-use'],
  ['topic', '古筝', 'instruments'],
  ['topic', '音乐', 'singing,instruments'],
  ['topic', '做菜', 'cooking-catering'],
  ['topic', '科普', 'youth-science,popular-science'],
  ['mode', '面授', 'offline'],
  ['mode', '网课', 'online'],
  ['enrol_method', '扫码报名', 'link'],
  ['enrol_method', '微信报名', 'link'],
  ['enrol_method', '打电话', 'phone'],
  ['enrol_method', '现场报名', 'walk_in'],
])('%s %s is %s', (vocabulary, word, codes) => expect(findTerms(index, vocabulary, word).join(',')).toBe(codes));

test.each([
  ['audience', '学生'],
  ['audience', '亲子'],
  ['topic', '炒股秘籍'],
  ['format', '聚餐'],
  ['enrol_method', '托人'],
])('%s %s is not understood', (vocabulary, word) =>
  expect(() => findTerms(index, vocabulary, word)).toThrow('unknown-term'),
);
