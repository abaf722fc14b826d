import { expect, test } from 'vitest';
import { findWellKnown, listWellKnown, wellKnownAt } from './well-known.ts';

test('places people know are found by a part of their name in both languages, and by their address', () => {
  expect(findWellKnown('杭州东').map(({ name }) => name)).toEqual(['杭州东站']);
  expect(findWellKnown('mount putuo').map(({ name }) => name)).toEqual(['普陀山']);
  // What is called so comes before what only holds it.
  const named = findWellKnown('西湖').map(({ name }) => name);
  expect(named[0]).toBe('西湖');
  expect(named).toContain('西湖断桥');
  expect(findWellKnown(' ')).toEqual([]);
  for (const origin of listWellKnown()) expect(wellKnownAt(origin.place)).toEqual(origin);
  expect(wellKnownAt('at-moon')).toBeNull();
});

test('each lies in Zhejiang, is told to be about there, and has a name of its own', () => {
  const all = listWellKnown();
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ place }) => place)).size).toBe(all.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const {
    lngLat: [lng, lat],
    accuracy,
    place,
  } of all) {
    expect([lng > 118, lng < 123, lat > 27, lat < 31.2, accuracy], place).toEqual([true, true, true, true, 1_000]);
    expect(place).toMatch(/^at-[a-z-]+$/);
  }
});
