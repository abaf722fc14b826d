import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressOf, networkOf } from './address.ts';

const PEER = '10.0.0.1';
const asked = (forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: PEER } }) as unknown as IncomingMessage;

test.each([
  [0, '9.9.9.9', PEER],
  [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
  [2, 'made up, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [2, '2.2.2.2', PEER],
  [1, undefined, PEER],
  [1, '', PEER],
])('behind %i proxies %s is asked by %s', (proxies, forwarded, address) => {
  expect(addressOf(asked(forwarded), proxies)).toBe(address);
});

test.each([
  [
    '1.2.3.4',
    '1.2.3.4:40312',
    '"1.2.3.4:1"',
    '::ffff:1.2.3.4',
    '::FFFF:0102:0304',
    '[::ffff:1.2.3.4]:80',
    '001.02.3.4',
  ],
  ['2001:db8::1:2', '[2001:DB8::1:2]:443', '2001:0db8:0:0:0:0:0001:2', '[2001:db8::0001:0002]', '2001:db8:0::1:2%eth0'],
])('%s has one address in every spelling', (address, ...spellings) => {
  for (const spelling of spellings) expect(addressOf(asked(spelling), 1), spelling).toBe(address);
});

test.each(['unknown', '_hidden', '1.2.3', '1.2.3.4.5', '::ffff:', '1.2.3.4:x', '[::1', 'x'.repeat(4000), '256.1.1.1'])(
  'what is no address counts as the peer: %.20s',
  (text) => {
    expect(addressOf(asked(text), 1)).toBe(PEER);
  },
);

test('a network of IPv6 is the first half, wherever the zeros are left out', () => {
  expect(networkOf('2001:db8::1:2:3:4:5')).toBe('2001:db8:0:1');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2');
});
