import { expect, test } from 'vitest';
import { syllablesOf } from './syllables.ts';

test('a name is read in its context, as people of the place do', () => {
  expect(syllablesOf('古荡街道').join(' ')).toBe('gu dang jie dao');
  expect(syllablesOf('重阳节').join(' ')).toBe('chong yang jie');
  expect(syllablesOf('乐清市乐成街道').join(' ')).toBe('yue qing shi yue cheng jie dao');
  expect(syllablesOf('廿八都镇')[2]).toBe('du');
  expect(syllablesOf('A座301室')).toEqual(['A', 'zuo', '3', '0', '1', 'shi']);
});
