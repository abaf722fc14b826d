import { expect, test } from 'vitest';
import { isAway, isUnreadable, toAppError } from './errors.ts';

const cases: [string, string][] = [
  ['22021', 'invalid'],
  ['2201X', 'invalid'],
  ['22P05', 'invalid'],
  ['23503', 'invalid'],
  ['23514', 'invalid'],
  ['23502', 'invalid'],
  ['23505', 'conflict'],
  ['40001', 'unavailable'],
  ['57014', 'unavailable'],
  ['57P01', 'unavailable'],
  ['53100', 'full'],
  ['ENOSPC', 'full'],
  ['53200', 'unavailable'],
  ['58030', 'unavailable'],
  ['25006', 'unavailable'],
  ['08006', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
  ['42P01', 'unknown'],
  ['XX000', 'unknown'],
  ['ENOENT', 'unknown'],
];

test.each(cases)('%s is %s', (code, kind) => {
  const error = Object.assign(new Error('x'), { code, constraint: 'accounts_pkey' });
  expect(toAppError(error)).toEqual({ kind, code, constraint: 'accounts_pkey' });
});

test('lost connections without a code are unavailable, all else is unknown', () => {
  expect(toAppError(new Error('Connection terminated unexpectedly')).kind).toBe('unavailable');
  expect(toAppError(new TypeError('x is undefined')).kind).toBe('unknown');
  expect(toAppError(undefined).kind).toBe('unknown');
  expect(toAppError({ code: 22 }).kind).toBe('unknown');
});

test.each([
  ['57P03', true, true],
  ['08006', true, true],
  ['ECONNREFUSED', true, true],
  // Worth a line of the log.
  ['53100', false, true],
  ['58030', false, true],
  ['57014', false, false],
  ['23505', false, false],
  ['XX000', false, false],
])('%s: away %s, unreadable %s', (code, away, unreadable) => {
  const error = Object.assign(new Error('x'), { code });
  expect([isAway(error), isUnreadable(error)]).toEqual([away, unreadable]);
});
