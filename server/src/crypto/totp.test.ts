import { expect, test } from 'vitest';
import { findTotpStep, newRecoveryCodes, newTotpSecret, toBase32, toOtpauth, totpOf } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d seconds RFC 6238 says %s', (seconds, code) => {
  expect(totpOf(secret, Math.floor(seconds / 30))).toBe(code);
});

test('a clock may be half a minute off, and no more', () => {
  const now = new Date(1_111_111_111_000);
  const step = Math.floor(1_111_111_111 / 30);
  for (const offset of [-1, 0, 1]) expect(findTotpStep(secret, totpOf(secret, step + offset), now)).toBe(step + offset);
  for (const offset of [-2, 2]) expect(findTotpStep(secret, totpOf(secret, step + offset), now)).toBeNull();
  for (const code of ['', '12345', '1234567', '１２３４５６']) expect(findTotpStep(secret, code, now)).toBeNull();
});

test('an app reads secret and name from the address', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(toBase32(newTotpSecret())).toMatch(/^[A-Z2-7]{32}$/);
  const uri = new URL(toOtpauth({ secret, issuer: '浙学地图', label: 'a b' }));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/浙学地图:a b']);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    issuer: '浙学地图',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});

test('ten recovery codes, no two alike', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}$/);
});
