import { expect, test } from 'vitest';
import { readName } from './read-name.ts';

test.each([
  ['古荡街道社区学校', 'Gudang Jiedao Shequ Xuexiao', 'Gudang Subdistrict Community School'],
  ['杭州市西湖区文化馆', 'Hangzhou Shi Xihu Qu Wenhuaguan', 'Hangzhou City Xihu District Cultural Centre'],
  ['瑞安市图书馆', "Rui'an Shi Tushuguan", "Rui'an City Library"],
  ['大溪村文化礼堂', 'Daxi Cun Wenhua Litang', 'Daxi Village Culture Hall'],
  ['新市镇老年大学', 'Xinshi Zhen Laonian Daxue', 'Xinshi Town University for Older People'],
  ['乐清市成人学校', 'Yueqing Shi Chengren Xuexiao', 'Yueqing City Adult School'],
  [
    '古溪社区市民教室301教室',
    'Guxi Shequ Shimin Jiaoshi 301 Jiaoshi',
    "Guxi Community Citizens' Classroom 301 Classroom",
  ],
  ['浙江开放大学（东校区）', 'Zhejiang Kaifang Daxue (Dong Xiaoqu)', 'Zhejiang Open University (East Campus)'],
  ['廿八都镇', 'Nianbadu Zhen', 'Nianbadu Town'],
])('%s is said %s', (name, namePinyin, nameGloss) => {
  expect(readName(name)).toEqual({ namePinyin, nameGloss });
});

test('what no word is known of is only said, and what is no Chinese is left alone', () => {
  expect(readName('青石')).toEqual({ namePinyin: 'Qingshi' });
  expect(readName('Room 12')).toBeNull();
  expect(readName('')).toBeNull();
});
