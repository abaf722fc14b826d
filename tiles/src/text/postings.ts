import { Growing } from './growing.ts';

/** Ascending row numbers by term, back to back: those of term t are rows[starts[t]..starts[t + 1]). */
export interface Postings {
  starts: Uint32Array;
  rows: Uint32Array;
}

export function postingsOf(postings: Postings, term: number): Uint32Array {
  return postings.rows.subarray(postings.starts[term], postings.starts[term + 1]);
}

const STEP = 1 << 16;

/** Collects the terms of rows that arrive in order, each term once per row. */
export class PostingsBuilder {
  readonly #terms = new Growing((n) => new Uint32Array(n));
  readonly #rowEnds = new Growing((n) => new Uint32Array(n));
  readonly #lastRow = new Growing((n) => new Int32Array(n));
  readonly #sizes = new Growing((n) => new Uint32Array(n));

  /** Terms are numbered 0, 1, 2… in order of first sight. */
  add(term: number): void {
    const row = this.#rowEnds.length;
    if (term === this.#lastRow.length) {
      this.#lastRow.push(-1);
      this.#sizes.push(0);
    }
    if (this.#lastRow.array[term] === row) return;
    this.#lastRow.array[term] = row;
    this.#sizes.array[term]!++;
    this.#terms.push(term);
  }

  endRow(): void {
    this.#rowEnds.push(this.#terms.length);
  }

  /** `order` lists the terms as they are to be renumbered. */
  *finish(order: Uint32Array, share: number): Generator<number, Postings> {
    const starts = new Uint32Array(order.length + 1);
    const next = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i++) {
      next[order[i]!] = starts[i]!;
      starts[i + 1] = starts[i]! + this.#sizes.array[order[i]!]!;
    }
    const rows = new Uint32Array(this.#terms.length);
    const terms = this.#terms.array;
    let at = 0;
    for (let row = 0; row < this.#rowEnds.length; row++) {
      const end = this.#rowEnds.array[row]!;
      const before = at;
      for (; at < end; at++) rows[next[terms[at]!]!++] = row;
      if (Math.floor(at / STEP) !== Math.floor(before / STEP)) yield share;
    }
    return { starts, rows };
  }
}
