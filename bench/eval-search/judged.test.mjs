import { beforeAll, expect, test } from 'vitest';
import { listDocuments } from './documents.mjs';
import { readJudged, readUniversities } from './judged.mjs';
import { KINDS } from './kinds.mjs';
import { createJudge } from './rules.mjs';

// Small enough for a test, and every topic is taught in every district; larger scales have the same and more.
const SCALE = 0.2;
const queries = readJudged();
let documents;
/** Keys of what each rule of each query takes. */
let taken;

beforeAll(() => {
  documents = listDocuments(SCALE, readUniversities());
  const findIntended = createJudge(documents);
  taken = queries.flatMap(({ id, intended }) =>
    intended === 'none' ? [] : intended.map((rule) => ({ id, keys: findIntended({ intended: [rule] }) })),
  );
}, 120_000);

test('there are at least 300 queries, and of every kind at least ten', () => {
  expect(queries.length).toBeGreaterThanOrEqual(300);
  for (const kind of KINDS) expect(queries.filter((query) => query.kind === kind).length).toBeGreaterThanOrEqual(10);
});

/** Kinds of which nothing, or something, has no right answer but none. */
const ALL_REFUSED = ['no-answer', 'refused'];
const SOME_REFUSED = ['wishes', 'signs'];

test('ids are unique and name their kind; nothing is asked twice', () => {
  expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  for (const { id, kind } of queries) expect(id.startsWith(`${kind}-`)).toBe(true);
  expect(new Set(queries.map(({ q }) => q)).size).toBe(queries.length);
});

test('every rule finds something, unless nothing is intended', () => {
  expect(taken.filter(({ keys }) => keys.size === 0)).toEqual([]);
  for (const { intended, kind, id } of queries) {
    if (ALL_REFUSED.includes(kind)) expect(intended, id).toBe('none');
    else if (!SOME_REFUSED.includes(kind)) expect(intended, id).not.toBe('none');
  }
});

test('no rule takes everything', () => {
  const most = documents.length / 4;
  expect(taken.filter(({ keys }) => keys.size > most)).toEqual([]);
});

test('keys of things are unique', () => {
  expect(new Set(documents.map(({ key }) => key)).size).toBe(documents.length);
});

test('universities are named once, in a city of Zhejiang', () => {
  const universities = readUniversities();
  expect(universities.length).toBeGreaterThan(100);
  expect(new Set(universities.map(({ name }) => name)).size).toBe(universities.length);
  for (const { division } of universities) expect(division).toMatch(/^33(0[1-9]|1[01])00$/);
});
