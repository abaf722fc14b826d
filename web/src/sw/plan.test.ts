import { expect, test } from 'vitest';
import { filterKey, isKeepable, NOT_THE_APP, planOf, tellsPosition } from './plan.ts';

const at = (path: string) => new URL(path, 'https://map.example');

test('what changes, what is personal and what is unknown is left to the network', () => {
  for (const path of ['/api/changes?since=1', '/api/me/12', '/api/suggest?q=a', '/api/search/ids', '/livez', '/sw.js'])
    expect(planOf(at(path)), path).toBeNull();
  expect(planOf(at('/api/search?q=a'))).toBe('search');
  expect(planOf(at('/api/activities/12'))).toBe('thing');
  expect(planOf(at('/tiles/learning/7/107/52.mvt?kind=course'))).toBe('tile');
  expect(planOf(at('/tiles/mine/7/107/52.mvt'))).toBeNull();
});

test('an address with a position is recognised', () => {
  expect(tellsPosition(at('/api/search?near=120.1,30.2,3000'))).toBe(true);
  expect(tellsPosition(at('/api/search?origin=120.1,30.2&bbox=1,2,3,4'))).toBe(true);
  expect(tellsPosition(at('/api/search?bbox=1,2,3,4'))).toBe(false);
});

test('errors and private answers are never kept', () => {
  const answer = (status: number, control = 'no-cache') =>
    new Response(status === 204 ? null : '{}', { status, headers: { 'cache-control': control } });
  expect([200, 204, 404, 410, 429, 500, 503].filter((status) => isKeepable(answer(status)))).toEqual([200, 204]);
  expect(isKeepable(answer(200, 'private, no-store'))).toBe(false);
});

test('the part that is looked at does not change what is asked for', () => {
  const key = filterKey(at('/api/search?kind=course&bbox=1,2,3,4&scope=view&q=a'));
  expect(key).toBe(filterKey(at('/tiles/learning/1/0/0.mvt?q=a&kind=course')));
  expect(key).not.toBe(filterKey(at('/api/search?kind=course')));
});

test('pages of the server are not covered by the app', () => {
  const isCovered = (path: string) => !NOT_THE_APP.some((page) => page.test(path));
  const pages = [
    '/find',
    '/en/find?q=a',
    '/print/12',
    '/embed',
    '/sitemap.xml',
    '/api/docs',
    '/topics/t1',
    '/robots.txt',
  ];
  expect(pages.filter(isCovered)).toEqual([]);
  const app = ['/', '/en', '/?q=a.b', '/activities/12', '/en/saved', '/findings'];
  expect(app.filter(isCovered)).toEqual(app);
});
