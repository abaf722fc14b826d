import { expect, test } from 'vitest';
import { formatSpot, parseSpot, spotAt } from './spot.ts';

test.each([
  [undefined, spotAt({})],
  ['25001', spotAt({ institution: 25_001 })],
  ['area-330106', spotAt({ area: '330106' })],
  ['area-330106003@2020-01-01', spotAt({ area: '330106003', day: '2020-01-01' })],
  ['@2020-01-01', spotAt({ day: '2020-01-01' })],
  ['1@2020-01-01', spotAt({ institution: 1, day: '2020-01-01' })],
])('%s says what is shown, and is written so again', (text, spot) => {
  expect(parseSpot(text)).toEqual(spot);
  expect(formatSpot(spot)).toBe(text);
});

test.each(['x', 'area-33', '1@soon', '1@', '@@2020-01-01'])('%s is no part of the tree', (text) => {
  expect(parseSpot(text)).toBeNull();
});
