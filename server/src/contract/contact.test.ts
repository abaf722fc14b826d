import { expect, test } from 'vitest';
import { mask, toContact } from './contact.ts';

test.each([
  ['13812345678', '13812345678'],
  [' +86 138 1234-5678 ', '13812345678'],
  ['008613812345678', '13812345678'],
  ['１３８１２３４５６７８', '13812345678'],
  ['(86)13812345678', '13812345678'],
])('the number %s is %s', (text, number) => {
  expect(toContact('phone', text)).toBe(number);
});

test.each(['', '12812345678', '1381234567', '138123456789', '+1 3812345678', '138１２３４567x', '8613812345678901'])(
  '%s is no mobile number',
  (text) => {
    expect(toContact('phone', text)).toBeNull();
  },
);

test.each([
  ['Li.Lei+Map@Example.ORG', 'li.lei+map@example.org'],
  ['ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'li@example.org'],
])('the address %s is %s', (text, address) => {
  expect(toContact('email', text)).toBe(address);
});

test.each([
  '@example.org',
  'a b@example.org',
  'a@-x.org',
  'a@example',
  'a@b..org',
  `${'a'.repeat(65)}@example.org`,
  'a@b.org\nBcc: c@d.org',
])('%s is no address', (text) => {
  expect(toContact('email', text)).toBeNull();
});

test('a mask tells the owner which it is, and nobody else what it is', () => {
  expect(mask('phone', '13812345678')).toBe('138****5678');
  expect(mask('email', 'lilei@example.org')).toBe('l***@example.org');
});
