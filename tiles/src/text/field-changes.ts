import { lowerBound } from './lower-bound.ts';
import { HAN, KINDS, LETTER, withoutSigns } from './normalise.ts';
import type { Postings } from './postings.ts';
import { hasBit } from './row-lists.ts';

/** Strings of a field and what they contain. */
export interface FieldStrings {
  /** Distinct non-empty strings; some may have lost all their documents. */
  count: number;
  /** Normalised strings back to back: string s is units[starts[s]..starts[s + 1]). */
  units: Uint16Array;
  starts: Uint32Array;
  /** Bigrams, ascending: character << 16 | next character, or 0 where a run ends. */
  keys: Uint32Array;
  /** Strings by bigram. */
  bigrams: Postings;
  /** Words of other scripts, ascending. */
  words: readonly string[];
  /** Strings by word. */
  terms: Postings;
  /** Documents by string, as they were when the segment was made. */
  docs: Postings;
}

/** Documents in no order. */
interface DocList {
  array: Uint32Array;
  length: number;
}

/** Told when the first string with a bigram comes, and when the last one goes. */
export type OnBigram = (key: number, came: boolean) => void;

/** The documents of strings that edits touched, and what occurs no more in any string that is left. */
export class FieldChanges {
  readonly #touched: Uint32Array;
  readonly #lists = new Map<number, DocList>();
  /** How many strings with a bigram or a word have no documents. */
  readonly #goneBigrams = new Map<number, number>();
  readonly #goneTerms = new Map<number, number>();

  constructor(count: number) {
    this.#touched = new Uint32Array((count + 31) >>> 5);
  }

  get byteLength(): number {
    let bytes = this.#touched.byteLength;
    for (const { array } of this.#lists.values()) bytes += array.byteLength;
    return bytes;
  }

  /** The documents of a string when edits touched it, else null. */
  docsOf(string: number): Uint32Array | null {
    if (!hasBit(this.#touched, string)) return null;
    const { array, length } = this.#lists.get(string)!;
    return array.subarray(0, length);
  }

  /** Strings with a bigram, those without documents left out. */
  countBigram(bigrams: Postings, bigram: number): number {
    return lengthOf(bigrams, bigram) - (this.#goneBigrams.get(bigram) ?? 0);
  }

  /** Strings with a word, those without documents left out. */
  countTerm(terms: Postings, term: number): number {
    return lengthOf(terms, term) - (this.#goneTerms.get(term) ?? 0);
  }

  /** Starts as if no string had documents. */
  clear(field: FieldStrings): void {
    for (let string = 0; string < field.count; string++) {
      this.#touch(string, { array: new Uint32Array(1), length: 0 });
    }
    for (let bigram = 0; bigram < field.keys.length; bigram++) {
      this.#goneBigrams.set(bigram, lengthOf(field.bigrams, bigram));
    }
    for (let term = 0; term < field.words.length; term++) this.#goneTerms.set(term, lengthOf(field.terms, term));
  }

  /** The segment comes or goes, and all it contains. */
  tell(field: FieldStrings, came: boolean, onBigram: OnBigram): void {
    for (const [bigram, key] of field.keys.entries())
      if (this.countBigram(field.bigrams, bigram) > 0) onBigram(key, came);
  }

  /** A string of a segment nobody was told of has no documents; those not named have some. */
  lose(field: FieldStrings, string: number): void {
    this.#touch(string, { array: new Uint32Array(1), length: 0 });
    this.#count(field, string, 1, () => undefined);
  }

  /** Such a string takes over the documents of one of another segment, whatever was said of it. */
  adopt(field: FieldStrings, string: number, from: FieldChanges, old: number): void {
    const list = from.#lists.get(old)!;
    const wasLost = this.#lists.has(string);
    if (wasLost !== (list.length === 0)) this.#count(field, string, wasLost ? -1 : 1, () => undefined);
    this.#touch(string, list);
  }

  /** Returns whether it is the first document of the string. */
  add(field: FieldStrings, string: number, doc: number, onBigram: OnBigram): boolean {
    const list = this.#listOf(field, string);
    if (list.length === list.array.length) {
      const longer = new Uint32Array(Math.ceil(list.length * 1.5) + 1);
      longer.set(list.array);
      list.array = longer;
    }
    list.array[list.length++] = doc;
    if (list.length > 1) return false;
    this.#count(field, string, -1, onBigram);
    return true;
  }

  /** Returns whether it was the last document of the string. */
  remove(field: FieldStrings, string: number, doc: number, onBigram: OnBigram): boolean {
    const list = this.#listOf(field, string);
    const at = list.array.subarray(0, list.length).indexOf(doc);
    list.array[at] = list.array[--list.length]!;
    if (list.length > 0) return false;
    this.#count(field, string, 1, onBigram);
    return true;
  }

  #listOf({ docs: { starts, rows } }: FieldStrings, string: number): DocList {
    const known = this.#lists.get(string);
    if (known) return known;
    const array = rows.slice(starts[string], starts[string + 1]);
    return this.#touch(string, { array, length: array.length });
  }

  #touch(string: number, list: DocList): DocList {
    this.#touched[string >>> 5]! |= 1 << (string & 31);
    this.#lists.set(string, list);
    return list;
  }

  /** Counts what the string contains among what is gone. */
  #count(field: FieldStrings, string: number, change: 1 | -1, onBigram: OnBigram): void {
    const { bigrams, words } = partsOf(field, string);
    for (const key of bigrams) {
      const bigram = lowerBound(field.keys, key);
      const before = this.countBigram(field.bigrams, bigram);
      this.#goneBigrams.set(bigram, (this.#goneBigrams.get(bigram) ?? 0) + change);
      if (before === 0 || before === change) onBigram(key, before === 0);
    }
    for (const word of words) {
      const term = lowerBound(field.words, word);
      this.#goneTerms.set(term, (this.#goneTerms.get(term) ?? 0) + change);
    }
  }
}

const lengthOf = ({ starts }: Postings, term: number): number => starts[term + 1]! - starts[term]!;

/** The bigrams and the words of other scripts of a string, each once. */
function partsOf({ units, starts }: FieldStrings, string: number): { bigrams: Set<number>; words: Set<string> } {
  const bigrams = new Set<number>();
  const words = new Set<string>();
  const end = starts[string + 1]!;
  let word = '';
  for (let at = starts[string]!; at < end; at++) {
    const unit = units[at]!;
    const kind = KINDS[unit];
    if (kind === LETTER) word += String.fromCharCode(unit);
    else if (word !== '') {
      words.add(word).add(withoutSigns(word));
      word = '';
    }
    if (kind !== HAN) continue;
    const after = at + 1 < end ? units[at + 1]! : 0;
    bigrams.add(((unit << 16) | (KINDS[after] === HAN ? after : 0)) >>> 0);
  }
  if (word !== '') words.add(word).add(withoutSigns(word));
  return { bigrams, words };
}
