import { expect, test } from 'vitest';
import { isWebLink, toTel } from './links.ts';

test('only web addresses become links', () => {
  expect(isWebLink('https://example.org/a?b=1')).toBe(true);
  expect(isWebLink('javascript:alert(1)')).toBe(false);
  expect(isWebLink('https://a b')).toBe(false);
  expect(isWebLink(null)).toBe(false);
});

test('the first of several numbers that can be dialled becomes a tel link', () => {
  expect(toTel('前台、0571-8880 1234、13800000000')).toBe('tel:057188801234');
  expect(toTel('前台')).toBeNull();
  expect(toTel(null)).toBeNull();
});
