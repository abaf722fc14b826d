import { expect, test } from 'vitest';
import { readContact } from './sign-in/contact.ts';
import { nameOfDevice } from './device-name.ts';

test.each([
  ['138 1234 5678', { kind: 'phone', value: '13812345678' }],
  ['LiLei@Example.org ', { kind: 'email', value: 'lilei@example.org' }],
  ['12', { kind: 'phone', value: '12' }],
  ['a＠', { kind: 'email', value: 'a＠' }],
  ['  ', null],
])('%s is read as a number or an address', (text, contact) => {
  expect(readContact(text)).toEqual(contact);
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 13; V2185A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0',
    '微信 WeChat · Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
    'Edge · Windows',
  ],
  ['curl/8.5', null],
])('%s is named', (agent, name) => {
  expect(nameOfDevice(agent)).toBe(name);
});
