import { expect, test } from 'vitest';
import { compileRule, createJudge } from './rules.mjs';

const document = {
  key: 'act-1',
  kind: 'activity',
  title: 'Python入门（周三班）',
  aliases: [],
  description: '从一个小工具做起',
  organiser: '西湖区社区学院',
  place: '古荡文化家园 文化路1号',
  divisions: ['330106002'],
  topics: ['coding-basics', 'digital-skills'],
  audiences: ['workers'],
  modes: ['offline'],
  parts: ['evening'],
  type: null,
  format: 'workshop',
  free: true,
  weekend: false,
  tonight: false,
};
const fits = (rule) => compileRule(rule)(document);

test.each([
  [{ title: 'python' }, { title: '书法' }],
  [{ title: ['书法', 'Python'] }, { title: ['书法', '国画'] }],
  [{ text: '古荡文化' }, { text: '古荡书法' }],
  [{ text: '社区学院' }, { text: 'weekday' }],
  [{ topic: 'digital-skills' }, { topic: 'digital' }],
  [{ in: '330100' }, { in: '330200' }],
  [{ in: '330106' }, { in: '330110' }],
  [{ in: '330106002' }, { in: '330106003' }],
  [
    { free: true, part: 'evening' },
    { free: true, part: 'morning' },
  ],
  [{ kind: 'activity' }, { name: 'Python入门（周三班）' }],
  [{ weekend: false }, { weekend: true }],
])('%o fits and %o does not', (right, wrong) => {
  expect(fits(right)).toBe(true);
  expect(fits(wrong)).toBe(false);
});

test('a name is that of a whole institution', () => {
  const school = { ...document, kind: 'institution', title: '浙江大学' };
  expect(compileRule({ name: '浙江大学' })(school)).toBe(true);
  expect(compileRule({ name: '浙江' })(school)).toBe(false);
});

test('an unknown key is refused', () => {
  expect(() => compileRule({ titel: 'x' })).toThrow('titel');
});

test('any rule of a query is enough, and none intends nothing', () => {
  const intended = [{ title: '书法' }, { topic: 'coding-basics' }];
  const findIntended = createJudge([
    document,
    { ...document, key: 'act-2', title: '书法' },
    { ...document, topics: [] },
  ]);
  expect([...findIntended({ intended })]).toEqual(['act-2', 'act-1']);
  expect(findIntended({ intended: 'none' }).size).toBe(0);
});
