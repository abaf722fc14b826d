import type { Postings } from './postings.ts';
import type { FieldName } from './weights.ts';

/** One field of all documents: its distinct strings, what they contain, and who has them. */
export interface FieldIndex {
  name: FieldName;
  /** Distinct non-empty strings. */
  count: number;
  /** Normalised strings back to back: string s is units[starts[s]..starts[s + 1]). */
  units: Uint16Array;
  starts: Uint32Array;
  /** First character of each string that is no separator, 0 for none. */
  heads: Uint16Array;
  /** Bigrams, ascending: character << 16 | next character, or 0 where a run ends. */
  keys: Uint32Array;
  /** Strings by bigram. */
  bigrams: Postings;
  /** Words of other scripts, ascending. */
  words: readonly string[];
  /** Strings by word. */
  terms: Postings;
  /** Documents by string. */
  docs: Postings;
  /** Bigrams by pair of syllables, filled as they are asked for. */
  pairs: Map<number, Uint32Array>;
}

/** Bytes held in typed arrays. */
export function byteLengthOf(field: FieldIndex): number {
  const arrays = [field.units, field.starts, field.heads, field.keys];
  const postings = [field.bigrams, field.terms, field.docs];
  const lists = postings.flatMap((p) => [p.starts, p.rows]);
  return [...arrays, ...lists].reduce((sum, array) => sum + array.byteLength, 0);
}

/** The first index whose key is not below `key`. */
export function lowerBound(keys: ArrayLike<number>, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bigrams that begin with a character, as a half-open range. */
export function bigramsOf(field: FieldIndex, char: number): [from: number, to: number] {
  const key = char * 65536;
  return [lowerBound(field.keys, key), lowerBound(field.keys, key + 65536)];
}
