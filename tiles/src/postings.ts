import { orInto, setBit, wordsFor } from './bitset.ts';

/** Several values per row: those of a row are values[starts[row]] up to values[starts[row + 1]]. */
export interface RowValues {
  starts: Uint32Array;
  values: Uint16Array | Uint32Array;
}

/** Rows per value in preorder, so that a subtree is one slice of `rows`. */
export interface Postings {
  starts: Uint32Array;
  rows: Uint32Array;
  /** First value after the subtree of each value. */
  ends: Uint32Array;
  /** Bitset of a whole subtree, where it is shorter than the slice. */
  dense: (Uint32Array | undefined)[];
}

/** Turns values per row into ascending rows per value. */
export function buildPostings(rowValues: RowValues, ends: Uint32Array): Postings {
  const rowCount = rowValues.starts.length - 1;
  const valueCount = ends.length;
  const starts = new Uint32Array(valueCount + 1);
  for (let at = 0; at < rowValues.values.length; at++) starts[rowValues.values[at]! + 1]!++;
  for (let value = 0; value < valueCount; value++) starts[value + 1]! += starts[value]!;
  const rows = new Uint32Array(rowValues.values.length);
  const cursor = starts.slice();
  for (let row = 0; row < rowCount; row++) {
    const end = rowValues.starts[row + 1]!;
    for (let at = rowValues.starts[row]!; at < end; at++) rows[cursor[rowValues.values[at]!]!++] = row;
  }
  const words = wordsFor(rowCount);
  const dense = Array.from(ends, (end, value): Uint32Array | undefined =>
    starts[end]! - starts[value]! > words ? bitsOf(rows.subarray(starts[value], starts[end]), words) : undefined,
  );
  return { starts, rows, ends, dense };
}

function bitsOf(rows: Uint32Array, words: number): Uint32Array {
  const bits = new Uint32Array(words);
  for (let at = 0; at < rows.length; at++) setBit(bits, rows[at]!);
  return bits;
}

/** Adds to `bits` every row with a value in [from, to). */
export function uniteRange(bits: Uint32Array, postings: Postings, from: number, to: number): void {
  const { starts, rows, ends, dense } = postings;
  for (let value = from; value < to;) {
    const whole = dense[value];
    if (whole && ends[value]! <= to) {
      orInto(bits, whole);
      value = ends[value]!;
      continue;
    }
    const end = starts[value + 1]!;
    for (let at = starts[value]!; at < end; at++) setBit(bits, rows[at]!);
    value++;
  }
}

/** `ends` of a flat vocabulary: no value has children. */
export function flatEnds(valueCount: number): Uint32Array {
  return Uint32Array.from({ length: valueCount }, (_, value) => value + 1);
}
