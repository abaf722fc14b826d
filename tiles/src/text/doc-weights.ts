import type { FieldIndex } from './field-index.ts';
import { KINDS, SEPARATOR } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { findIn, unitsOf } from './pattern.ts';
import type { FieldName } from './weights.ts';
import { FIELD_WEIGHTS, TITLE_SHARE_BONUS, TITLE_START_BONUS, TITLE_WHOLE_BONUS } from './weights.ts';

/** Documents that match one word, ascending, with the sum of their field weights. */
export interface DocWeights {
  rows: Uint32Array;
  weights: Float32Array;
  /** What each field gave the watched document. */
  watched: FieldShares;
}

export type FieldShares = Partial<Record<FieldName, number>>;

/** Gathers the documents of one word over fields and readings. */
export class DocCollector {
  #bits: Uint32Array;
  #weights: Float32Array;
  #watched: FieldShares = {};
  #count = 0;
  /** Words of bits between which all set ones are. */
  #first: number;
  #last = -1;
  /** Document whose weights are told by field; null for none. */
  watch: number | null = null;

  constructor(docCount: number) {
    this.#bits = new Uint32Array((docCount + 31) >>> 5);
    this.#weights = new Float32Array(docCount);
    this.#first = this.#bits.length;
  }

  /** Makes room for documents below `docCount`; to be called between words. */
  reach(docCount: number): void {
    if (docCount <= this.#weights.length) return;
    const room = docCount + 64 + (docCount >>> 6);
    this.#bits = new Uint32Array((room + 31) >>> 5);
    this.#weights = new Float32Array(room);
    this.#first = this.#bits.length;
  }

  /** Adds the documents of these strings and returns how many; `share` scales a surer or less sure reading of the word. */
  add(field: FieldIndex, strings: Uint32Array, pattern: Pattern, share: number): number {
    const { starts, rows } = field.docs;
    const bits = this.#bits;
    const weights = this.#weights;
    const base = FIELD_WEIGHTS[field.name];
    const isTitle = field.name === 'title';
    const single = isTitle ? unitsOf(pattern) : null;
    let docs = 0;
    let count = 0;
    for (let i = 0; i < strings.length; i++) {
      const string = strings[i]!;
      const edited = field.changes.docsOf(string);
      const own = edited ?? rows;
      const from = edited ? 0 : starts[string]!;
      const end = edited ? edited.length : starts[string + 1]!;
      if (from === end) continue;
      const weight = share * (isTitle ? base + titleBonus(field, string, pattern, single) : base);
      docs += end - from;
      if (this.watch !== null && own.subarray(from, end).includes(this.watch)) {
        this.#watched[field.name] = (this.#watched[field.name] ?? 0) + weight;
      }
      for (let at = from; at < end; at++) {
        const doc = own[at]!;
        if (weights[doc] === 0) {
          const word = doc >>> 5;
          bits[word]! |= 1 << (doc & 31);
          if (word < this.#first) this.#first = word;
          if (word > this.#last) this.#last = word;
          count++;
        }
        weights[doc]! += weight;
      }
    }
    this.#count += count;
    return docs;
  }

  /** The documents so far; the collector is empty again. */
  take(): DocWeights {
    const rows = new Uint32Array(this.#count);
    let n = 0;
    for (let i = this.#first; i <= this.#last; i++) {
      for (let word = this.#bits[i]!; word !== 0; word &= word - 1) rows[n++] = i * 32 + 31 - Math.clz32(word & -word);
    }
    const weights = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      weights[i] = this.#weights[rows[i]!]!;
      this.#weights[rows[i]!] = 0;
    }
    this.#bits.fill(0, this.#first, this.#last + 1);
    this.#count = 0;
    this.#first = this.#bits.length;
    this.#last = -1;
    const watched = this.#watched;
    this.#watched = {};
    return { rows, weights, watched };
  }
}

function titleBonus(title: FieldIndex, string: number, pattern: Pattern, single: Uint16Array | null): number {
  const { units, starts } = title;
  const [from, end] = [starts[string]!, starts[string + 1]!];
  const bonus = (TITLE_SHARE_BONUS * pattern.length) / (end - from);
  const at = findIn(units, [from, end], pattern, single);
  const to = at + pattern.length;
  if (at < 0 || (at > from && KINDS[units[at - 1]!] !== SEPARATOR)) return bonus;
  // 【书法】 is a part of its own, 书法班 only starts so.
  const isWhole = to === end || KINDS[units[to]!] === SEPARATOR;
  return bonus + (isWhole ? TITLE_WHOLE_BONUS : 0) + (isFirst(title, string, at) ? TITLE_START_BONUS : 0);
}

function isFirst({ units, starts }: FieldIndex, string: number, at: number): boolean {
  let first = starts[string]!;
  while (first < at && KINDS[units[first]!] === SEPARATOR) first++;
  return first === at;
}
