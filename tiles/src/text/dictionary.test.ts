import { expect, test } from 'vitest';
import type { TextFields } from '../input/types.ts';
import { isDictionaryWord } from './dictionary.ts';
import { TextIndex } from './text-index.ts';

const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };
const index = new TextIndex([
  ...Array.from({ length: 6 }, (_, at) => ({ ...none, title: `英语口语第${at}期`, topic: '英语' })),
  ...Array.from({ length: 6 }, (_, at) => ({ ...none, title: `摄影第${at}期`, topic: '摄影' })),
  { ...none, title: '小微企业财税', topic: '会计财税' },
  { ...none, title: '旅行攻略入门', topic: '旅行' },
  { ...none, title: '毛笔书法入门', topic: '书法' },
  { ...none, title: '快乐拍照', topic: '摄影' },
  { ...none, title: '安吉县学分银行' },
  { ...none, title: '', organiser: '浙江广播电视大学' },
]);

test('a word people know is found as it is or not at all, and what is near is a guess', () => {
  for (const q of [
    '法语',
    '驾照',
    '围棋',
    '吉他',
    '游泳',
    '羽毛球',
    '普拉提',
    '射影',
    '我想学围棋',
    '围棋入门',
    'guitar',
  ]) {
    const { via, rows, absent } = index.query(q);
    expect([via, rows.length], q).toEqual(['none', 0]);
    expect(absent.length, q).toBeGreaterThan(0);
  }
  expect(index.query('法语')).toMatchObject({ absent: ['法语'], guesses: ['英语'] });
  expect(index.query('射影').guesses).toEqual(['摄影']);
  expect(index.query('围棋入门')).toMatchObject({ absent: ['围棋'], guesses: ['入门'] });
});

test('a slip is read as what is near it, and a known word beside a subject is left out', () => {
  expect(index.query('书发')).toMatchObject({ via: 'homophone', absent: [] });
  expect(index.query('英浯')).toMatchObject({ via: 'typo', absent: [] });
  expect(index.query('电大').rows.length).toBe(1);
  expect(index.query('围棋 书法')).toMatchObject({ via: 'relaxed', dropped: ['围棋'], absent: [] });
});

test('words are those of the runtime and of what people wish to learn, slips are none', () => {
  for (const word of ['围棋', '羽毛球', '钢琴', '普拉提', '尤克里里', 'guitar'])
    expect(isDictionaryWord(word), word).toBe(true);
  for (const slip of ['书发', '大极拳', '剪低', '葫芦线', '书', 'shufa', '한국어'])
    expect(isDictionaryWord(slip), slip).toBe(false);
});
