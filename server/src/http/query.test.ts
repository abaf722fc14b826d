import { expect, test } from 'vitest';
import { Filters } from '../contract/filters.ts';
import { Invalid } from '../errors.ts';
import { check, readLang, readQuery } from './query.ts';

const parse = (search: string) => check(Filters, readQuery(search), 'query', 'en');

/** The fields a query is refused for. */
function refused(search: string): string[] {
  try {
    parse(search);
    return [];
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
    return cause.errors.map(({ field }) => field);
  }
}

test('values repeat or are comma-separated, in any order', () => {
  expect(parse('?kind=course,activity')).toEqual(parse('?kind=activity&kind=course&kind=course'));
  expect(parse('?near=120.15,30.28,3000').near).toEqual([120.15, 30.28, 3000]);
  expect(parse('?within=120,30,121,30,121,31').within).toHaveLength(3);
  expect(parse('?q=')).toEqual({});
});

test.each([
  ['?colour=red', ['colour']],
  ['?__proto__=1', ['__proto__']],
  ['?kind=castle', ['kind']],
  ['?q=%00', ['q']],
  ['?q=%ED%A0%80', ['q']],
  [`?q=${'x'.repeat(2000)}`, ['q']],
  ['?near=120,30', ['near']],
  ['?near=NaN,30,100', ['near']],
  ['?near=1e3,30,100', ['near']],
  ['?near=120,91,100', ['near']],
  ['?from=2026-02-30', ['from']],
  ['?from=300000-01-01', ['from']],
  ['?weekday=8', ['weekday']],
  ['?institution=-1', ['institution']],
  ['?within=120,30,121', ['within']],
])('%s is refused at the field', (search, fields) => {
  expect(refused(search)).toEqual(fields);
});

test('sentences come in the language asked for', () => {
  expect(readLang('?lang=en', undefined)).toBe('en');
  expect(readLang('', 'en-GB,en;q=0.9')).toBe('en');
  expect(readLang('?lang=zh-CN', 'en')).toBe('zh-CN');
  try {
    check(Filters, { topic: 'A b' }, 'query', 'zh-CN');
  } catch (cause) {
    expect((cause as Invalid).errors[0]?.message).toBe('须是词表中的代码');
  }
});
