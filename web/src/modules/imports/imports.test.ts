import { expect, test } from 'vitest';
import { troubleOf, typeOf } from './file-check.ts';
import { doubledOf, missingOf, standingOf } from './mapping.ts';
import { formatSpot, parseSpot, toQuery } from './spot.ts';

const ID = '00000000-0000-4000-8000-000000000001';

test('an address names an import, some of its rows and one of them, and gives nothing for what is none', () => {
  for (const spot of [ID, `${ID}@rejected`, `${ID}@all@12`, `${ID}@kept@1`])
    expect(formatSpot({ ...parseSpot(spot), id: ID })).toBe(spot);
  expect(parseSpot('new').id).toBeNull();
  expect(parseSpot(`${ID}@other@-1`)).toEqual({ id: ID, filter: 'all', line: null });
  expect([toQuery('all'), toQuery('new'), toQuery('warned'), toQuery('left')]).toEqual([
    {},
    { verdict: 'new' },
    { only: 'warned' },
    { outcome: 'left' },
  ]);
});

test('a file is refused before it is sent where it cannot be read anyway, whatever the device calls its type', () => {
  const of = (name: string, size = 10) => troubleOf({ name, size });
  expect([of('a.XLSX'), of('活动.csv'), of('a.geojson')]).toEqual([null, null, null]);
  expect([of('a.xls'), of('a.pdf'), of('a'), of('a.csv', 0), of('a.csv', 10_000_001)]).toEqual([
    ...(['older', 'other', 'other', 'empty', 'large'] as const),
  ]);
  expect(typeOf('a.CSV')).toBe('text/csv');
});

test('columns that are missing or taken twice are named, and how each came to be what it is', () => {
  const column = (key: string, isNeeded: boolean) => ({ key, title: key, isNeeded, example: '' });
  expect(missingOf([column('title', true), column('price', false), column('format', true)], ['', 'title'])).toEqual([
    column('format', true),
  ]);
  expect(doubledOf(['title', '', 'price', '', 'title'])).toEqual([4]);
  const header = (guess: string | null) => ({ name: '名称', key: null, guess, examples: [] });
  expect([
    standingOf(header('title'), 'title'),
    standingOf(header(null), ''),
    standingOf(header(null), 'title'),
    standingOf(header('title'), ''),
  ]).toEqual(['known', 'unknown', 'chosen', 'left']);
});
