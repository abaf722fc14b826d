import { expect, test } from 'vitest';
import type { TextFields } from '../types.ts';
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
  expect(index.suggest('魔', 5)).toContainEqual({ text: '魔方', source: 'title', count: 6 });
});

test('a count is what a search for the text finds', () => {
  for (const { text, count } of index.suggest('书', 10)) expect(index.query(text).rows.length).toBe(count);
  expect(index.suggest('书法', 1)).toEqual([{ text: '书法', source: 'topic', count: 6 }]);
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
