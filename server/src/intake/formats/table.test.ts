import { expect, test } from 'vitest';
import type { Column } from '../reading/columns.ts';
import { readTable } from './table.ts';

const column = (key: string, zh: string): Column => ({ key, zh, en: key, examples: ['', ''], isCounted: true });
const columns = [column('duration', '时长'), column('price', '费用'), column('capacity', '名额')];

test('what a header counts in holds for bare numbers, and remarks in brackets are no units', () => {
  const rows = [
    ['时长（小时）', '费用（元/期）', '名额（必填）'],
    ['2', '50', '30'],
    ['90分钟', '免费', '不限'],
  ].map((cells, at) => ({ line: at + 1, cells }));
  const read = readTable(rows, columns).rows;
  expect(read.map(({ values }) => [...values.values()])).toEqual([
    ['2小时', '50元/期', '30'],
    ['90分钟', '免费', '不限'],
  ]);
  expect(read[0]!.original).toEqual({ '时长（小时）': '2', '费用（元/期）': '50', '名额（必填）': '30' });
});
