import type { Division } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { viewOfArea } from './areas.ts';

const divisions: Division[] = [
  ['330000', null, 'province', [120.12, 30.26]],
  ['330100', '330000', 'city', [120.18, 30.24]],
  ['330106', '330100', 'county', [120.12, 30.26]],
  ['330127', '330100', 'county', [119.05, 29.61]],
  ['330199', '330100', 'county', null],
].map(
  ([code, parent, level, position]) =>
    ({ code, parent, level, name: '', nameEn: '', position, positionBy: 'seat' }) as Division,
);
const areas = new Map(divisions.map((division) => [division.code, division]));

test('a city is seen with the seats of its counties, far enough out to name them', () => {
  const { bbox, zooms } = viewOfArea(areas, '330100')!;
  expect(bbox).toEqual([119.05, 29.61, 120.18, 30.26]);
  expect(zooms[0]).toBe(8);
  expect(zooms[1]).toBeLessThan(10);
});

test('a county is seen around its seat, not as far as the next one, near enough for rings', () => {
  const { bbox, middle, zooms } = viewOfArea(areas, '330106')!;
  expect(middle).toEqual([120.12, 30.26]);
  expect(bbox[0]).toBeGreaterThan(119.4);
  expect(bbox[0]).toBeLessThan(120.05);
  expect(zooms[0]).toBeGreaterThanOrEqual(10);
});

test.each(['330000', '330199', '999999'])('%s has no view of its own', (code) => {
  expect(viewOfArea(areas, code)).toBeNull();
});
