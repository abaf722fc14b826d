import { expect, test } from 'vitest';
import { amount, LESSON_HOURS, MINUTES, PEOPLE, TIMES } from './amounts.ts';

test.each<[string, number]>([
  ...([
    ['90', 90],
    ['90分钟', 90],
    ['90 分钟', 90],
    ['９０分钟', 90],
    ['90min', 90],
    ['90 mins', 90],
    ["45'", 45],
  ] as const),
  ...([
    ['2小时', 120],
    ['2个小时', 120],
    ['两小时', 120],
    ['一小时', 60],
    ['半小时', 30],
    ['半个小时', 30],
  ] as const),
  ...([
    ['1个半小时', 90],
    ['一个半小时', 90],
    ['两个半小时', 150],
    ['1.5小时', 90],
    ['1.5h', 90],
    ['1h30', 90],
  ] as const),
  ...([
    ['1h30min', 90],
    ['1小时30分', 90],
    ['1小时30分钟', 90],
    ['2 hours', 120],
    ['2hrs', 120],
    ['约90分钟', 90],
  ] as const),
  ...([
    ['90分钟左右', 90],
    ['1,200', 1200],
    ['12分30秒', 13],
    ['90秒', 2],
    ['三十分钟', 30],
    ['1 小时', 60],
  ] as const),
  ...([
    ['四十五分', 45],
    ['100分', 100],
    ['一小时三十分', 90],
    ['2个钟头', 120],
  ] as const),
])('%s is %i minutes', (text, minutes) => expect(amount(1, 100_000, MINUTES)(text)).toBe(minutes));
test.each([
  ['2天', 'other-unit'],
  ['3节', 'other-unit'],
  ['16学时', 'other-unit'],
  ['30人', 'other-unit'],
  ['30分1小时', 'bad-number'],
  ['60-90分钟', 'bad-number'],
  ['很久', 'bad-number'],
  ['0', 'bad-number'],
  ['-5', 'bad-number'],
  ['1.2.3', 'bad-number'],
])('%s is no number of minutes: %s', (text, code) => expect(() => amount(1, 100_000, MINUTES)(text)).toThrow(code));

test.each<[string, number | null]>([
  ...([
    ['30', 30],
    ['30人', 30],
    ['30 人', 30],
    ['30名', 30],
    ['30位', 30],
    ['30个名额', 30],
    ['约30', 30],
    ['约30人', 30],
  ] as const),
  ...([
    ['30左右', 30],
    ['30人左右', 30],
    ['限30人', 30],
    ['限额30人', 30],
    ['不超过30人', 30],
    ['最多30人', 30],
    ['30人以内', 30],
  ] as const),
  ...([
    ['30-50', 50],
    ['30—50人', 50],
    ['30~50名', 50],
    ['30人至50人', 50],
    ['30到50人', 50],
    ['1万', 10_000],
  ] as const),
  ...([
    ['1.5万', 15_000],
    ['1千', 1_000],
    ['1,200', 1_200],
    ['1，200人', 1_200],
    ['１２', 12],
    ['十二人', 12],
  ] as const),
  ...([
    ['三十', 30],
    ['二十五名', 25],
    ['每班30人', 30],
    ['30人/班', 30],
    ['2千人', 2_000],
    ['可容纳80人', 80],
  ] as const),
  ...([
    ['不限', null],
    ['不限人数', null],
    ['人数不限', null],
    ['若干', null],
    ['不 限', null],
    ['30 people', 30],
  ] as const),
])('%s is %s people', (text, people) => expect(amount(1, 100_000, PEOPLE)(text)).toBe(people));
test.each([
  ['30组', 'other-unit'],
  ['2小时', 'other-unit'],
  ['30人以上', 'bad-number'],
  ['50-30', 'bad-number'],
  ['30-40-50', 'bad-number'],
  ['1.5人', 'bad-number'],
  ['0', 'bad-number'],
  ['100万', 'bad-number'],
  ['很多', 'bad-number'],
  ['1,20', 'bad-number'],
  ['一百人', 'bad-number'],
])('%s is no number of people: %s', (text, code) => expect(() => amount(1, 100_000, PEOPLE)(text)).toThrow(code));

test.each<[string, number]>([
  ...([
    ['16', 16],
    ['16学时', 16],
    ['16课时', 16],
    ['16节', 16],
    ['16节课', 16],
    ['16 学时', 16],
    ['共16学时', 16],
  ] as const),
  ...([
    ['总共16课时', 16],
    ['１６学时', 16],
    ['十六学时', 16],
    ['72', 72],
    ['1,200学时', 1_200],
    ['约40学时', 40],
  ] as const),
  ...([
    ['16个学时', 16],
    ['合16'.slice(1), 16],
    ['八课时', 8],
    ['二十节', 20],
    ['计划32学时', 32],
    ['3 节课', 3],
  ] as const),
])('%s is %i lesson hours', (text, hours) => expect(amount(1, 9999, LESSON_HOURS)(text)).toBe(hours));
test.each<[string, number]>([
  ...([
    ['12', 12],
    ['12次', 12],
    ['12节', 12],
    ['十二次', 12],
    ['12讲', 12],
    ['共12次', 12],
    ['12次课', 12],
    ['12期', 12],
  ] as const),
  ...([
    ['12 场', 12],
    ['12堂课', 12],
    ['两次', 2],
    ['12 sessions', 12],
  ] as const),
])('%s is %i times', (text, times) => expect(amount(1, 400, TIMES)(text)).toBe(times));
test.each(['2天', '2小时', '90分钟', '16人', '2周', '12个月'])('%s is counted in something else', (text) => {
  expect(() => amount(1, 9999, LESSON_HOURS)(text)).toThrow('other-unit');
  expect(() => amount(1, 400, TIMES)(text)).toThrow('other-unit');
});
