import type { CoverageRow } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { nextOrder, sortRows } from './sorting.ts';
import { legendOf, radiusOf } from './symbols.ts';

const row = (division: string, per10k: number | null): CoverageRow => ({
  division,
  name: division,
  nameEn: division,
  parent: null,
  population: 1,
  count: 1,
  per10k,
  byTopic: {},
});
const ROWS = [row('b', 2), row('a', 2), row('c', null), row('d', 10)];
const codes = (rows: CoverageRow[]) => rows.map(({ division }) => division).join('');

test('rows sort either way, equals by code, the unknown last', () => {
  expect(codes(sortRows(ROWS, { column: 'per10k', isRising: false }))).toBe('dabc');
  expect(codes(sortRows(ROWS, { column: 'per10k', isRising: true }))).toBe('abdc');
  expect(codes(sortRows(ROWS, { column: 'division', isRising: false }))).toBe('dcba');
});

test('a column chosen again turns round', () => {
  const first = nextOrder({ column: 'division', isRising: true }, 'count');
  expect(first).toEqual({ column: 'count', isRising: false });
  expect(nextOrder(first, 'count').isRising).toBe(true);
});

test('the area of a circle is in proportion, and the legend stays within the data', () => {
  expect(radiusOf(4, 16) / radiusOf(16, 16)).toBeCloseTo(0.5);
  expect(legendOf(47)).toEqual([20, 10, 2]);
  expect(legendOf(0.54)).toEqual([0.5, 0.25, 0.05]);
  expect(legendOf(0)).toEqual([]);
});
