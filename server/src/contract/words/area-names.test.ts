import { expect, test } from 'vitest';
import { otherAreaName, shortAreaName } from './area-names.ts';

test.each([
  ['city', '杭州市', 'Hangzhou City', '杭州', 'Hangzhou'],
  ['county', '西湖区', 'Xihu District', '西湖区', 'Xihu'],
  ['county', '义乌市', 'Yiwu City', '义乌市', 'Yiwu'],
  ['county', '景宁畲族自治县', 'Jingning She Autonomous County', '景宁县', 'Jingning'],
  ['province', '浙江省', 'Zhejiang Province', '浙江省', 'Zhejiang'],
])('a %s like %s is called as people do', (level, name, nameEn, zh, en) => {
  expect([shortAreaName({ level, name, nameEn }, 'zh-CN'), shortAreaName({ level, name, nameEn }, 'en')]).toEqual([
    zh,
    en,
  ]);
});

test('what lies in no smaller area says so', () => {
  const hangzhou = { level: 'city', name: '杭州市', nameEn: 'Hangzhou City' };
  expect([otherAreaName(hangzhou, 'zh-CN'), otherAreaName(hangzhou, 'en')]).toEqual(['杭州其他', 'Other Hangzhou']);
  expect([otherAreaName(null, 'zh-CN'), otherAreaName(null, 'en')]).toEqual(['未标区县', 'No county']);
});
