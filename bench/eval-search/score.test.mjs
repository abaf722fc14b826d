import { expect, test } from 'vitest';
import { scoreAnswer, summarise } from './score.mjs';

const wanted = (...keys) => new Set(keys);
const many = (count) => Array.from({ length: count }, (_, at) => `k${at}`);

test('the first hit decides success', () => {
  expect(scoreAnswer(['a', 'x'], wanted('a')).success).toBe(1);
  expect(scoreAnswer(['x', 'a'], wanted('a')).success).toBe(0);
});

test('precision is of as many as ten hits could show', () => {
  expect(scoreAnswer(['x', 'a'], wanted('a')).precision).toBe(1);
  expect(scoreAnswer(['a', 'x', 'y'], wanted('a', 'b')).precision).toBe(0.5);
  expect(scoreAnswer(many(10), wanted(...many(40))).precision).toBe(1);
  expect(scoreAnswer(['x', ...many(4)], wanted(...many(40))).precision).toBe(0.4);
});

test('only ten things are looked at, and a thing at several places once', () => {
  expect(scoreAnswer([...many(10), 'a'], wanted('a')).precision).toBe(0);
  expect(scoreAnswer(['x', 'x', ...many(8), 'a'], wanted('a')).precision).toBe(1);
  expect(scoreAnswer(['a', 'a', 'a'], wanted('a', 'b', 'c')).precision).toBeCloseTo(1 / 3);
});

test('no hit is empty, and right only where nothing is intended', () => {
  expect(scoreAnswer([], wanted('a'))).toEqual({ success: 0, precision: 0, empty: 1 });
  expect(scoreAnswer([], wanted())).toEqual({ success: 1, precision: 1, empty: 0 });
  expect(scoreAnswer(['x'], wanted())).toEqual({ success: 0, precision: 0, empty: 0 });
});

test('means are over all and by kind', () => {
  const scores = [
    { kind: 'words', success: 1, precision: 1, empty: 0 },
    { kind: 'words', success: 0, precision: 0.5, empty: 0 },
    { kind: 'pinyin', success: 0, precision: 0, empty: 1 },
  ];
  const { all, byKind } = summarise(scores);
  expect(all).toEqual({ count: 3, success: 1 / 3, precision: 0.5, empty: 1 / 3 });
  expect(byKind.words).toEqual({ count: 2, success: 0.5, precision: 0.75, empty: 0 });
  expect(byKind.pinyin).toEqual({ count: 1, success: 0, precision: 0, empty: 1 });
});
