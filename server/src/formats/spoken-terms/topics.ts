import type { SpokenTerm } from './spoken-term.ts';

/** What people say for a topic beside its name and the synonyms the vocabulary has. */
export const SPOKEN_TOPICS: readonly SpokenTerm[] = [
  // The field as a whole: reading, parenting and holiday care are below it.
  {
    words: ['亲子', '親子', '亲子活动', '带娃', 'family', 'parent and child', 'family activities'],
    codes: ['family-parenting'],
    weak: true,
  },
  { words: ['太极', '打太极', 'tai chi', 'taichi', 'qigong'], codes: ['tai-chi-qigong'], weak: true },
  { words: ['毛笔', '写字', 'brush calligraphy'], codes: ['calligraphy'], weak: true },
  {
    words: [
      '英文',
      '英语课',
      '英语角',
      'english class',
      'english classes',
      'english lessons',
      'english course',
      'english courses',
      'english corner',
    ],
    codes: ['spoken-english'],
    weak: true,
  },
  {
    words: ['智能手机', '学手机', '用手机', 'smartphone', 'smartphones', 'phone'],
    codes: ['smartphone-use'],
    weak: true,
  },
  { words: ['画画', '绘画', '美术', '水墨', 'painting'], codes: ['chinese-painting'], weak: true },
  { words: ['歌', '唱', 'sing', 'songs'], codes: ['singing'], weak: true },
  { words: ['做饭', '做菜', '烧菜', 'cook'], codes: ['cooking-catering'], weak: true },
  { words: ['做蛋糕', '做面包', 'bake'], codes: ['baking'], weak: true },
  { words: ['中国功夫茶', '泡茶', '喝茶', 'tea'], codes: ['tea-coffee'], weak: true },
  { words: ['coffee'], codes: ['tea-coffee'], weak: true },
  {
    words: ['chinese', 'mandarin class', 'chinese class', 'chinese lessons', 'learn chinese'],
    codes: ['mandarin'],
    weak: true,
  },
  { words: ['computer', 'computers', '学电脑'], codes: ['office-software'], weak: true },
  { words: ['music'], codes: ['singing', 'instruments'], weak: true },
  { words: ['音乐'], codes: ['singing', 'instruments'], weak: true },
];
