import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

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
