import { expect, test } from 'vitest';
import { toSentences, type Issue } from './issues.ts';

const guessed = (line: number, detail = '培训机构'): Issue => ({
  line,
  column: '机构类型',
  value: '',
  code: 'type-guessed',
  detail,
});

test('what is equal of many rows is one sentence, and what is rare is seen', () => {
  const rare: Issue = { line: 60, column: '电话', value: '找老王', code: 'bad-phone', detail: '' };
  const issues = [...Array.from({ length: 111 }, (_, i) => guessed(i + 2)), rare].sort((a, b) => a.line - b.line);
  expect(toSentences(issues, 'zh')).toEqual([
    '“机构类型”：未写机构类型，按名称记为“培训机构”（111 行：第 2 行、第 3 行、第 4 行、第 5 行、第 6 行…）',
    '第 60 行“电话”（找老王）：不是电话号码',
  ]);
  expect(toSentences(issues, 'en')[0]).toBe(
    '机构类型: has no type; recorded as 培训机构 by its name (111 rows: line 2, line 3, line 4, line 5, line 6…)',
  );
});

test('other details are other sentences; values stand behind their lines', () => {
  expect(toSentences([guessed(2), guessed(3, '图书馆')], 'zh')).toHaveLength(2);
  const bad = (line: number, value: string): Issue => ({
    line,
    column: 'lng',
    value,
    code: 'not-a-number',
    detail: '',
  });
  expect(toSentences([bad(2, 'x'), bad(4, 'y'.repeat(70))], 'en')).toEqual([
    `lng: is not a number (2 rows: line 2 x, line 4 ${'y'.repeat(59)}…)`,
  ]);
});
