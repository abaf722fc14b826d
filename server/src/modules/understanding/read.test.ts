import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { createLexicon } from './lexicon.ts';
import { read } from './read.ts';
const load = (name: string) => JSON.parse(readFileSync(new URL(`../../../../seed/data/${name}.json`, import.meta.url), 'utf8'));
const terms = Object.entries(load('vocabularies') as Record<string, any[]>).flatMap(([vocabulary, list]) => list.map((t) => ({ vocabulary, code: t.code, zh: t.zh, en: t.en, replacedBy: null, synonyms: [...(t.synonyms?.zh ?? []), ...(t.synonyms?.en ?? [])].join('/') })));
const divisions = load('divisions');
const t0 = performance.now();
const lexicon = createLexicon({ divisions, terms });
console.log('lexicon', lexicon.senses.size, lexicon.longest, performance.now() - t0);
const names = ['西湖书法社', '浙江老年大学', '西湖区社区学院', '杭州图书馆'];
const known = ['瑜伽', '龙井', '太极', '考级', '老年大学', '书法', '西湖龙井','舞'];
const options = { lexicon, today: 20783, areas: [], offers: () => 0, occurs: (t: string) => known.includes(t), beginsName: (t: string) => names.some((n) => n.startsWith(t)) };
test('show', () => {
  for (const q of ['书法', '西湖区 太极', '西湖区太极', '周末亲子', 'free evening English near me', '西湖', '杭州', '西湖书法社', '西湖书法', '西湖龙井', '西湖书画社','今晚有没有免费的书法课', '老年人学手机', '我想学瑜伽', '我想学瑜伽 免费', '免费瑜伽课', '杭州市西湖区文新街道 书法', '宁波老年大学', '浙江老年', '横溪镇', '古荡', '线上英语', 'free weekend classes for kids in Hangzhou', 'xihu shufa', '下周三晚上 国画', '今晚 明天', '附近的太极', '无障碍 图书馆', '50元以内 插花', 'hangzhou', '杭州钢琴考级', '儿童瑜伽', '有没有', '免费', '宁波 杭州', '余姚 大桥', '', '  ！！', '学分银行 杭州', 'Tai chi near Hangzhou', '周六上午亲子阅读', '退休老人智能手机课程', '浙江 书法','書法 週末']) {
    const r = read(q, options);
    console.log(q, '→', JSON.stringify(r.q), JSON.stringify(r.filters), r.parts.map((p) => `${p.text}@${p.at}=${p.name}:${p.value}${p.others.length ? '+' + p.others.length : ''}`).join(' | '), 'dropped', r.dropped.map((d) => d.text).join(','), r.near);
  }
});
