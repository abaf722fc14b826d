import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCanonicalJson } from './canonical.ts';
import { GENESIS, hashEntry } from './hash-chain.ts';
import { KeysBroken, openKeys } from './keys.ts';
import { newDataKey, seal, unseal } from './seal.ts';
import { newCode, newToken, TOKEN, toProof } from './token.ts';

test('canonical JSON is that of RFC 8785', () => {
  // Its example of section 3.2.2 and 3.2.3.
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };
  expect(toCanonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect([...toCanonicalJson(names).matchAll(/:(\d)/g)].map(([, value]) => value).join('')).toBe('2467153');
});

test('any JSON has one canonical text, whatever the order of its names', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(!/\p{Cs}/u.test(JSON.stringify(value)) && !JSON.stringify(value).includes('\\ud'));
      const text = toCanonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(toCanonicalJson(turn(value))).toBe(text);
    }),
  );
});
/** The same with the names of every object the other way round. */
function turn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, turn(one)]),
  );
}

test.each([[NaN], [Infinity], ['\ud800'], [{ a: new Date() }], [() => 1]])('%s has no canonical form', (value) => {
  expect(() => toCanonicalJson(value)).toThrow(TypeError);
});

test('what is sealed opens with its key and for what it is about alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
      const [key, other] = [newDataKey(), newDataKey()];
      const sealed = seal(key, text, 'phone');
      expect(unseal(key, sealed, 'phone')).toBe(text);
      expect(() => unseal(other, sealed, 'phone')).toThrow();
      expect(() => unseal(key, sealed, 'email')).toThrow();
      const bent = Buffer.from(sealed);
      bent[at % bent.length]! ^= 1;
      expect(() => unseal(key, bent, 'phone')).toThrow();
    }),
  );
});

test('an entry is bound to its place, its payload and all before it', () => {
  const first = hashEntry(GENESIS, 1, 'a');
  const others = [hashEntry(GENESIS, 2, 'a'), hashEntry(GENESIS, 1, 'b'), hashEntry(first, 1, 'a')];
  expect(new Set([first, ...others].map((hash) => hash.toString('hex'))).size).toBe(4);
});

test('tokens and codes are of their form, and a proof opens no session', () => {
  const token = newToken();
  expect(token).toMatch(TOKEN);
  expect(toProof(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(toProof(token)).not.toBe(toProof(toProof(token)));
  for (let n = 0; n < 50; n++) expect(newCode()).toMatch(/^\d{6}$/);
});

test('keys are made once, also by several at a time, read again and refused when broken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zlm-keys-'));
  try {
    const file = join(folder, 'deep', 'keys.json');
    const all = await Promise.all(Array.from({ length: 5 }, () => openKeys(file)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const keys = await openKeys(file);
    expect(keys.indexOf('phone', '1').equals(all[0]!.indexOf('phone', '1'))).toBe(true);
    expect(keys.indexOf('phone', '1').equals(keys.indexOf('email', '1'))).toBe(false);
    const text = await readFile(file, 'utf8');
    for (const broken of ['', '{}', text.slice(0, -30), text.replace('"version": 1', '"version": 2')]) {
      await chmod(file, 0o600);
      await writeFile(file, broken);
      await expect(openKeys(file)).rejects.toBeInstanceOf(KeysBroken);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
