import type { Entry } from './entry.ts';

/** What people say for a topic beside its name and the synonyms the vocabulary has. */
export const TOPIC_WORDS: readonly Entry[] = [
  // The field as a whole: reading, parenting and holiday care are below it.
  {
    words: ['亲子', '親子', '亲子活动', '带娃', 'family', 'parent and child', 'family activities'],
    means: { topic: 'family-parenting' },
    weak: true,
  },
  { words: ['太极', '打太极', 'tai chi', 'taichi', 'qigong'], means: { topic: 'tai-chi-qigong' }, weak: true },
  { words: ['毛笔', '写字', 'brush calligraphy'], means: { topic: 'calligraphy' }, weak: true },
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
    means: { topic: 'spoken-english' },
    weak: true,
  },
  {
    words: ['智能手机', '学手机', '用手机', 'smartphone', 'smartphones', 'phone'],
    means: { topic: 'smartphone-use' },
    weak: true,
  },
  { words: ['画画', '绘画', '美术', '水墨', 'painting'], means: { topic: 'chinese-painting' }, weak: true },
  { words: ['歌', '唱', 'sing', 'songs'], means: { topic: 'singing' }, weak: true },
  { words: ['做饭', '做菜', '烧菜', 'cook'], means: { topic: 'cooking-catering' }, weak: true },
  { words: ['做蛋糕', '做面包', 'bake'], means: { topic: 'baking' }, weak: true },
  { words: ['中国功夫茶', '泡茶', '喝茶', 'tea'], means: { topic: 'tea-coffee' }, weak: true },
  { words: ['coffee'], means: { topic: 'tea-coffee' }, weak: true },
  {
    words: ['chinese', 'mandarin class', 'chinese class', 'chinese lessons', 'learn chinese'],
    means: { topic: 'mandarin' },
    weak: true,
  },
  { words: ['computer', 'computers', '学电脑'], means: { topic: 'office-software' }, weak: true },
  { words: ['music'], means: { topic: 'singing,instruments' }, weak: true },
  { words: ['音乐'], means: { topic: 'singing,instruments' }, weak: true },
];
