import { expect, test } from 'vitest';
import { isCommon, isMadeOf } from './common.ts';

test.each([
  ...['1234567890', 'aaaaaaaaaa', 'abcabcabcabc', '2026202620', 'qwertyuiop', 'abcdefghij', '0987654321', '1111122222'],
  ...[
    'password123',
    'P@ssw0rd2026',
    'Password!!',
    'zhejiang2026',
    '浙学地图浙学地图12',
    'iloveyou520',
    'woaini1314520',
  ],
  ...['admin123456', '1qaz2wsx3edc', 'xuexi12345678', 'a123456789', 'qwe123456789', '学习地图2026学习', 'abc123456789'],
])('%s is tried first', (password) => expect(isCommon(password)).toBe(true));

test.each([
  ...[
    'correct horse battery',
    'tuesday-lamp-river',
    '西湖的荷花七月开',
    'Kf8#qT2m!z',
    'zhejiang is where I learnt to paint',
  ],
  ...['9f3kd82mfa', '外婆家的老樟树下', 'mapletreebythelake'],
])('%s is taken', (password) => expect(isCommon(password)).toBe(false));

test('hardly more than the own number or address is none', () => {
  const contacts = ['13800138000', 'li.lei@example.org'];
  for (const password of ['13800138000', '13800138000!', 'a13800138000', 'Li.Lei2026'])
    expect(isMadeOf(password, contacts), password).toBe(true);
  for (const password of ['tuesday-lamp-river', '13800138000 and a long tail'])
    expect(isMadeOf(password, contacts), password).toBe(false);
});
