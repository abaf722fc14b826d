import type { FreshnessRow } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { shareOf, sortCounties } from './counties.ts';

const row = (county: string | null, stale: number, unconfirmed: number, fresh: number, over = 0): FreshnessRow => ({
  county,
  name: '',
  nameEn: '',
  total: stale + unconfirmed + fresh + over,
  counts: { fresh, ageing: 0, stale, unconfirmed, over },
  byKind: {},
});
const ROWS = [row('330102', 1, 0, 1), row('330106', 2, 2, 4), row(null, 0, 0, 0, 3), row('330105', 0, 1, 9)];
const codes = (by: string, isDescending: boolean) =>
  sortCounties(ROWS, { by, isDescending }).map(({ county }) => county ?? 'none');

test('the share is of what is not over', () => {
  expect(ROWS.map(shareOf)).toEqual([50, 50, 0, 10]);
});

test('counties are sorted either way, of equals the one with more to confirm first', () => {
  expect(codes('share', true)).toEqual(['330106', '330102', '330105', 'none']);
  expect(codes('share', false)).toEqual(['none', '330105', '330106', '330102']);
  expect(codes('unconfirmed', true)).toEqual(['330106', '330105', '330102', 'none']);
  expect(codes('county', false)).toEqual(['none', '330102', '330105', '330106']);
});
