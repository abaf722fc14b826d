import { expect, test } from 'vitest';
import { compileMessage } from './compile-message.ts';

const context = (named: Record<string, string | number>, plural = 0) => ({
  named: (key: string) => named[key],
  plural: (cases: readonly string[]) => cases[plural]!,
});

test('names are filled in, unknown ones are empty', () => {
  expect(compileMessage('a {one} b {two}')(context({ one: 0 }))).toBe('a 0 b ');
});

test('the plural case is chosen', () => {
  expect(compileMessage('1 seat | {n} seats')(context({ n: '1,200' }, 1))).toBe('1,200 seats');
});
