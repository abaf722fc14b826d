import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Invalid } from '../../errors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const search = { q: '书法', kind: ['activity'], lang: undefined };

test('a cursor comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeNat(),
      fc.maxSafeNat(),
      (key, id, place) => {
        const cursor = { key: key + 0, id, place, asOf: 29_000_000 };
        const text = encodeCursor(cursor, search);
        expect(text.length).toBeLessThan(300);
        expect(decodeCursor(text, { kind: ['activity'], q: '书法' })).toEqual(cursor);
      },
    ),
  );
});

test('a cursor within a head that was put in another order keeps what was shown', () => {
  const cursor = { key: -1234.567890123, id: 9_007_199_254_740_991, place: 12_345_678, asOf: 29_000_000 };
  const full = { ...cursor, shown: 'x'.repeat(176) };
  const text = encodeCursor(full, search);
  // As long as the contract lets it be.
  expect(text.length).toBeLessThanOrEqual(400);
  expect(decodeCursor(text, search)).toEqual(full);
  for (const shown of ['', 'short', 'x'.repeat(177), 'key IN [1]']) {
    const bad = encodeCursor({ ...cursor, shown }, search);
    expect(() => decodeCursor(bad, search)).toThrow(Invalid);
  }
});

test('a cursor of another search is refused', () => {
  const text = encodeCursor({ key: 1, id: 2, place: 3, asOf: 4 }, search);
  expect(() => decodeCursor(text, { ...search, kind: ['course'] })).toThrow(Invalid);
});

test('any other text is refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (text) => {
        expect(() => decodeCursor(text, search)).toThrow(Invalid);
      },
    ),
  );
});
