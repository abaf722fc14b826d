import { expect, test } from 'vitest';
import { toTileQuery, toTileUrl } from './tile-url.ts';

test('filters of one meaning give one query', () => {
  expect(toTileQuery({ topic: 'b,a, b', kind: 'course' })).toBe('kind=course&topic=a%2Cb');
  expect(toTileQuery({ kind: 'course', topic: 'a,b' })).toBe('kind=course&topic=a%2Cb');
});

test('positions and words keep their order', () => {
  expect(toTileQuery({ near: '121,29,3000' })).toBe('near=121%2C29%2C3000');
  expect(toTileQuery({ q: '书法,国画' })).toBe(`q=${encodeURIComponent('书法,国画')}`);
});

test('empty filters add nothing', () => {
  expect(toTileUrl({ q: '' }, 'https://map.example.org', '9/427/209')).toBe(
    'https://map.example.org/tiles/learning/9/427/209.mvt',
  );
});

test('a search word stays a search word', () => {
  expect(toTileUrl({ q: '{z}&kind=course' }, '', '5/26/13')).toBe(
    '/tiles/learning/5/26/13.mvt?q=%7Bz%7D%26kind%3Dcourse',
  );
});
