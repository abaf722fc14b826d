import type { FieldIndex } from './field-index.ts';
import { KINDS, SEPARATOR } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { standsAt } from './pattern.ts';
import { rowsOf } from './row-lists.ts';
import { FIELD_WEIGHTS, TITLE_SHARE_BONUS, TITLE_START_BONUS } from './weights.ts';

/** Documents that match one word, ascending, with the sum of their field weights. */
export interface DocWeights {
  rows: Uint32Array;
  weights: Float32Array;
}

/** Gathers the documents of one word over fields and readings. */
export class DocCollector {
  readonly #bits: Uint32Array;
  readonly #weights: Float32Array;

  constructor(docCount: number) {
    this.#bits = new Uint32Array((docCount + 31) >>> 5);
    this.#weights = new Float32Array(docCount);
  }

  /** Adds the documents of these strings; `share` scales a surer or less sure reading of the word. */
  add(field: FieldIndex, strings: Uint32Array, pattern: Pattern, share: number): void {
    const { starts, rows } = field.docs;
    const isTitle = field.name === 'title';
    for (let i = 0; i < strings.length; i++) {
      const string = strings[i]!;
      const bonus = isTitle ? titleBonus(field, string, pattern) : 0;
      const weight = share * (FIELD_WEIGHTS[field.name] + bonus);
      for (let at = starts[string]!; at < starts[string + 1]!; at++) {
        const doc = rows[at]!;
        this.#bits[doc >>> 5]! |= 1 << (doc & 31);
        this.#weights[doc]! += weight;
      }
    }
  }

  /** The documents so far; the collector is empty again. */
  take(): DocWeights {
    const rows = rowsOf(this.#bits);
    const weights = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      weights[i] = this.#weights[rows[i]!]!;
      this.#weights[rows[i]!] = 0;
    }
    this.#bits.fill(0);
    return { rows, weights };
  }
}

function titleBonus(title: FieldIndex, string: number, pattern: Pattern): number {
  const end = title.starts[string + 1]!;
  let from = title.starts[string]!;
  // 【书法】 begins with 书法.
  while (from < end && KINDS[title.units[from]!] === SEPARATOR) from++;
  if (from + pattern.length > end) return 0;
  const starts = standsAt(pattern, title.units, from) ? TITLE_START_BONUS : 0;
  return starts + (TITLE_SHARE_BONUS * pattern.length) / (end - from);
}
