import { endpoints, filterShape, viewShape } from '@zlm/server/contract';
import { SCOPES } from '@zlm/server/contract/lists';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterKey, isKeepable, isPrivate, NOT_THE_APP, partKey, planOf } from './plan.ts';

const at = (path: string) => new URL(path, 'https://map.example');

test('what changes, what is personal and what is unknown is left to the network', () => {
  for (const path of ['/api/changes?since=1', '/api/me/12', '/api/suggest?q=a', '/api/search/ids', '/livez', '/sw.js'])
    expect(planOf(at(path)), path).toBeNull();
  expect(planOf(at('/api/search?q=a'))).toBe('search');
  expect(planOf(at('/api/activities/12'))).toBe('thing');
  expect(planOf(at('/tiles/learning/7/107/52.mvt?kind=course'))).toBe('tile');
  expect(planOf(at(`/files/${'a'.repeat(64)}/320.webp`))).toBe('photo');
  expect(planOf(at('/files/mine/320.webp'))).toBeNull();
  expect(planOf(at('/tiles/mine/7/107/52.mvt'))).toBeNull();
});

const WORDS = Object.keys({ ...filterShape, ...viewShape });
/** What was typed, and what tells a spot of the person. */
const TOLD = ['q', 'near', 'within', 'at', 'origin'];

test('every word of the contract is either chosen or private', () => {
  const told = WORDS.filter((name) => isPrivate(at(`/api/search?${name}=1`)));
  expect(told.sort()).toEqual([...TOLD].sort());
});

test('an address with anything but chosen words is private, whatever else it says', () => {
  const plain = WORDS.filter((name) => !TOLD.includes(name));
  const anywhere = fc.constantFrom(
    '/api/search',
    '/api/activities/12',
    '/tiles/learning/7/107/52.mvt',
    '/api/divisions',
  );
  const chosen = fc.dictionary(fc.constantFrom(...plain), fc.string());
  const unknown = fc.string().filter((name) => !plain.includes(name));
  const word = fc.tuple(fc.oneof(fc.constantFrom(...TOLD), unknown), fc.string());
  fc.assert(
    fc.property(anywhere, chosen, word, fc.boolean(), (path, others, told, isFirst) => {
      expect(isPrivate(at(`${path}?${new URLSearchParams(others).toString()}`))).toBe(false);
      const words = Object.entries(others);
      const all = isFirst ? [told, ...words] : [...words, told];
      expect(isPrivate(at(`${path}?${new URLSearchParams(all).toString()}`))).toBe(true);
    }),
  );
});

test('what takes typed words and is no search has no plan at all', () => {
  const others = Object.values(endpoints).filter(({ id }) => id !== 'search');
  const asked = others.filter((one) => 'query' in one && 'q' in (one.query as { shape: object }).shape);
  expect(asked.map(({ id }) => id)).toEqual(expect.arrayContaining(['suggest', 'understand', 'searchIds']));
  for (const { path } of asked.filter(({ id }) => id !== 'getTileJson'))
    expect(planOf(at(path.replace(/\{\w+\}/g, '1'))), path).toBeNull();
});

test('errors and private answers are never kept', () => {
  const answer = (status: number, control = 'no-cache') =>
    new Response(status === 204 ? null : '{}', { status, headers: { 'cache-control': control } });
  expect([200, 204, 404, 410, 429, 500, 503].filter((status) => isKeepable(answer(status)))).toEqual([200, 204]);
  expect(isKeepable(answer(200, 'private, no-store'))).toBe(false);
  const old = new Response('{}', { headers: { 'x-data-as-of': '2026-11-29T20:00:00+08:00' } });
  expect(isKeepable(old)).toBe(false);
});

test('the part that is looked at does not change what is asked for', () => {
  const key = filterKey(at('/api/search?kind=course&bbox=1,2,3,4&scope=view&q=a'));
  expect(key).toBe(filterKey(at('/tiles/learning/1/0/0.mvt?q=a&kind=course')));
  expect(key).not.toBe(filterKey(at('/api/search?kind=course')));
});

test('a list of what is on no map stands for no list of the map, nor for another class', () => {
  const keys = SCOPES.map((scope) => [scope, partKey(at(`/api/search?kind=course&scope=${scope}`))] as const);
  const ofMap = ['all', 'view', 'elsewhere'];
  expect(new Set(keys.filter(([scope]) => ofMap.includes(scope)).map(([, key]) => key)).size).toBe(1);
  expect(new Set(keys.map(([, key]) => key)).size).toBe(1 + SCOPES.length - ofMap.length);
  expect(partKey(at('/api/search'))).toBe(keys[0]![1]);
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
    '/sign-on/stand-in?code=a&state=b',
    '/consent/abc',
    '/oidc/auth?client_id=a',
  ];
  expect(pages.filter(isCovered)).toEqual([]);
  const app = ['/', '/en', '/?q=a.b', '/activities/12', '/en/saved', '/findings'];
  expect(app.filter(isCovered)).toEqual(app);
});
