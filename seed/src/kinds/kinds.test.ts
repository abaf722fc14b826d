import { KINDS, ORGANISER, traitsOf } from '@zlm/server/contract/kinds';
import { expect, test } from 'vitest';
import { KIND_NAMES, LOADED, ORGANISERS, SEED_KINDS } from './index.ts';

test('every kind of the contract is imported and made, by the name of its folder; places are no kind', () => {
  const kinds = SEED_KINDS.map(({ kind }) => kind).filter((kind) => kind !== null);
  expect(new Set(kinds)).toEqual(new Set(KINDS));
  for (const { name, kind } of SEED_KINDS) expect(name).toBe(kind === null ? 'places' : traitsOf(kind).folder);
  expect(new Set(LOADED)).toEqual(new Set(SEED_KINDS));
  expect(ORGANISERS.kind).toBe(ORGANISER);
  expect(new Set(KIND_NAMES).size).toBe(SEED_KINDS.length);
});

test.each(SEED_KINDS)('$name: has an id, a source and no column twice', ({ columns, owned, linkParents }) => {
  const keys = columns.map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['id', 'source_url']));
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(owned).size).toBe(owned.length);
  // Where rows name what is above them, somebody has to write it down.
  expect(keys.includes('parent')).toBe(linkParents !== undefined);
});
