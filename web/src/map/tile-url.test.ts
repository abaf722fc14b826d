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
  expect(toTileUrl({ q: '' }, 'https://map.example.org')).toBe(
    'https://map.example.org/tiles/learning/{z}/{x}/{y}.mvt',
  );
});

test('a search word cannot stand for a tile number', () => {
  expect(toTileUrl({ q: '{z}' }, '')).toBe('/tiles/learning/{z}/{x}/{y}.mvt?q=%7Bz%7D');
});
