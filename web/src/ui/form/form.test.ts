import type { FormField } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { isAsked, sectionsOf, withValue } from './fields.ts';
import { keyOf, problemsOf, valueAt } from './pointer.ts';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  ...{ name, names: { 'zh-CN': name, en: name }, section: 'what', isNeeded: false },
  ...{ type: 'text', least: 0, most: 10, isLong: false, ...(more as object) },
});

test('sentences stand at the field and the part of it that their pointer names', () => {
  const problems = [
    { field: '/series/times/0/starts', message: 'a' },
    { field: '/series/times/0/starts', message: 'b' },
    { field: '/series', message: 'c' },
    { field: '/seriesOf', message: 'd' },
    { field: '/a~1b/x~0y', message: 'e' },
  ];
  expect(problemsOf(problems, 'series')).toEqual({ 'times/0/starts': 'a', '': 'c' });
  expect(problemsOf(problems, 'a/b')).toEqual({ 'x~y': 'e' });
});

test('a pointer into a row is about the field of the row, and where its value is', () => {
  const fields = [
    { name: 'series', type: 'series' },
    { name: 'offerings', type: 'group' },
  ];
  const keys = ['/series/times/0/starts', '/offerings/1/place/name', '/offerings'].map((one) => keyOf(fields, one));
  expect(keys).toEqual(['series', 'offerings/1/place', 'offerings']);
  const body = { offerings: [{}, { place: { name: 'a' } }] };
  expect(keys.map((key) => valueAt(body, key))).toEqual([undefined, { name: 'a' }, body.offerings]);
});

test('sections stand in the order of the page, without what is not asked and without empty ones', () => {
  const fields = [
    field('phone', { section: 'enrol', when: { field: 'method', is: ['phone'] } }),
    field('method', { section: 'enrol' }),
    field('title'),
  ];
  const names = (body: Record<string, unknown>) =>
    sectionsOf(fields, body).map(({ name, fields: own }) => [name, ...own.map((one) => one.name)]);
  expect(names({})).toEqual([
    ['what', 'title'],
    ['enrol', 'method'],
  ]);
  expect(names({ method: 'phone' })[1]).toEqual(['enrol', 'phone', 'method']);
  expect(isAsked(fields[0]!, { method: ['link', 'phone'] })).toBe(true);
});

test('what is emptied is left out', () => {
  expect(withValue({ a: '1', b: '2' }, 'a', '')).toEqual({ b: '2' });
  expect(withValue({ a: '1' }, 'a', [])).toEqual({});
  expect(withValue({}, 'a', 0)).toEqual({ a: 0 });
});
