import { expect, test } from 'vitest';
import { decimal } from './numbers.ts';
import { parseYesNo } from './text.ts';

test.each<[string, string]>([
  ...['4', '4学分', '4 学分', '4个学分', '4分', '４', '４学分', '\u200b4', ' 4 ', '4 分'].map(
    (text): [string, string] => [text, '4'],
  ),
  ...['2.5', '2.5学分', '2.5 学分', '２．５', '2.5个学分', '2.5分'].map((text): [string, string] => [text, '2.5']),
  ...['0', '0学分', '0分'].map((text): [string, string] => [text, '0']),
  ...['0.5', '0.5学分'].map((text): [string, string] => [text, '0.5']),
  ...['12', '12学分', '12 分'].map((text): [string, string] => [text, '12']),
  ...['999', '999学分'].map((text): [string, string] => [text, '999']),
  ...['3.0', '3.0学分'].map((text): [string, string] => [text, '3.0']),
  ...['100', '36学分'].map((text): [string, string] => [text, text.replace('学分', '')]),
])('%j is %s credits', (text, credits) => expect(decimal(999, 1)(text)).toBe(credits));
test.each(['若干', '2.55', '1000', '-1', '4课时', '2-3', '4.', '四分之一', '1e2'])('%s is no credits', (text) => {
  expect(() => decimal(999, 1)(text)).toThrow('bad-number');
});

test.each([
  '是',
  '有',
  'yes',
  'Yes',
  'YES',
  'y',
  'Y',
  'true',
  'TRUE',
  '1',
  '√',
  '✓',
  ' 是 ',
  'ｙｅｓ',
  '１',
  '✔',
  '对',
  '具备',
  '已配备',
  '是的',
  '有的',
])('%j is yes', (text) => expect(parseYesNo(text)).toBe(true));
test.each([
  '否',
  '无',
  '没有',
  'no',
  'No',
  'N',
  'false',
  '0',
  '×',
  ' 无 ',
  '不是',
  '✗',
  '未配备',
  '暂无',
  '不具备',
  'x',
  '-',
  '/',
])('%j is no', (text) => expect(parseYesNo(text)).toBe(false));
test.each(['也许', '在建', '2', '是否', '?'])('%j is neither', (text) =>
  expect(() => parseYesNo(text)).toThrow('bad-yes-no'),
);
