import { expect, test } from 'vitest';
import { Forbidden } from '../errors.ts';
import { dropSession, keepSession, readSessionCookie } from './cookies.ts';
import { checkOrigin } from './origin.ts';

const host = 'map.example.org';
const own = `https://${host}`;
const cookie = '__Host-session=abc';

test.each([
  ['a browser on this site', { origin: own, host, cookie }, own],
  ['a browser that says so itself', { origin: own, host, cookie, 'sec-fetch-site': 'same-origin' }, own],
  ['no browser, without a cookie', { host }, own],
  [
    'the address asked for, where no other is known',
    { origin: 'http://10.0.0.1:8080', host: '10.0.0.1:8080', cookie },
    null,
  ],
])('%s writes', (_, headers, known) => {
  expect(() => checkOrigin(headers, known)).not.toThrow();
});

test.each([
  ['another site', { origin: 'https://evil.example', host, cookie }, own],
  ['another site without a cookie', { origin: 'https://evil.example', host }, own],
  ['another port', { origin: `${own}:8443`, host, cookie }, own],
  ['plain http', { origin: `http://${host}`, host, cookie }, own],
  ['a sandboxed frame', { origin: 'null', host, cookie }, own],
  ['a sandboxed frame, where no other is known', { origin: 'null', host, cookie }, null],
  ['a sibling of the same site', { origin: own, host, cookie, 'sec-fetch-site': 'same-site' }, own],
  ['a forged host', { origin: 'https://evil.example', host: 'evil.example', cookie }, own],
  ['a cookie without a word where from', { host, cookie }, own],
])('%s does not', (_, headers, known) => {
  expect(() => checkOrigin(headers, known)).toThrow(Forbidden);
});

test('a second cookie of the name is an intruder', () => {
  expect(readSessionCookie('a=b; __Host-session=xyz')).toBe('xyz');
  expect(readSessionCookie('__Host-session=xyz; __Host-session=abc')).toBeNull();
  expect(readSessionCookie('session=xyz')).toBeNull();
  expect(readSessionCookie(undefined)).toBeNull();
  for (const line of [keepSession('xyz', 5), dropSession()])
    expect(line).toMatch(/Path=\/; Secure; HttpOnly; SameSite=Lax$/);
});
