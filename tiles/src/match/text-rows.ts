import type { TextFields } from '../input/types.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { GONE, moveRows, RECENT, type RowMoves } from '../rows/row-numbers.ts';
import type { Suggestion, TextIndex, TextMatch, TextWhy } from '../text/index.ts';
import { Lru, remember } from './lru.ts';

/** Caught by the door: search answers without q until the text is there. */
export class TextNotReady extends Error {
  constructor() {
    super('the text index is still being built');
    this.name = 'TextNotReady';
  }
}

// Rows given new numbers between two yields: some milliseconds.
const MOVED_AT_ONCE = 1 << 16;
// Documents taken in, and others taken out, between two yields: about 5 ms.
const TAKEN_AT_ONCE = 128;

export interface FoundText {
  /** Row numbers with their scores, in no order. */
  rows: Uint32Array;
  scores: Float32Array;
  /** The highest of the scores; 1 when there are none. */
  best: number;
  reading: Omit<TextMatch, 'rows' | 'scores'>;
}

/** Rows as they will be after a compaction, and the documents that came or went since that was written. */
interface Moved {
  moves: RowMoves;
  rows: Uint32Array;
  changed: number[];
}

/** The text of all rows. Edits wait until somebody asks, as most of them come many at once. */
export class TextRows {
  readonly #index: TextIndex;
  /** Row by document, `GONE` for a number that is free. */
  #rows: Uint32Array;
  /** Document by row of the base. */
  #docs: Uint32Array;
  readonly #docOfRecent = new Map<RecentRow, number>();
  /** Row numbers of what came and documents that went. */
  #added = new Map<RecentRow, number>();
  #removed: number[] = [];
  #found = new Lru<FoundText>(8);
  #moved: Moved | null = null;

  /** Document n is row n of the base. */
  constructor(index: TextIndex) {
    this.#index = index;
    this.#rows = Uint32Array.from({ length: index.count }, (_, doc) => doc);
    this.#docs = this.#rows.slice();
  }

  /** A recent row came; `number` is its place among them. */
  add(row: RecentRow, number: number): void {
    if (row.input.text) this.#added.set(row, RECENT + number);
  }

  /** A row of the base went. */
  removeRow(row: number): void {
    this.#removed.push(this.#docs[row]!);
  }

  removeRecent(row: RecentRow): void {
    // It may have gone before anybody asked.
    if (this.#added.delete(row)) return;
    const doc = this.#docOfRecent.get(row);
    if (doc === undefined) return;
    this.#docOfRecent.delete(row);
    this.#removed.push(doc);
  }

  /** Takes in what waits; `count`: living rows, with text or without. */
  takeInEdits(count: number): void {
    if (this.#added.size === 0 && this.#removed.length === 0 && count === this.#index.count) return;
    this.#edit([...this.#added], this.#removed.splice(0), count);
  }

  #edit(added: readonly (readonly [RecentRow, number])[], remove: readonly number[], count: number): void {
    const add = added.map(([{ input }]): TextFields => input.text!);
    const docs = this.#index.edit({ add, remove, count });
    for (const doc of remove) this.#setRow(doc, GONE);
    for (const [at, [row, number]] of added.entries()) {
      this.#setRow(docs[at]!, number);
      this.#docOfRecent.set(row, docs[at]!);
      this.#added.delete(row);
    }
    this.#found = new Lru(8);
  }

  #setRow(doc: number, row: number): void {
    if (doc >= this.#rows.length) {
      const longer = new Uint32Array(doc + 64 + (doc >>> 6)).fill(GONE);
      longer.set(this.#rows);
      this.#rows = longer;
    }
    this.#rows[doc] = row;
    this.#moved?.changed.push(doc);
  }

  /** What q finds; remembered until rows or texts change. */
  find(q: string): FoundText {
    return remember(this.#found, q, () => {
      const { rows: docs, scores, ...reading } = this.#index.query(q);
      const known = this.#rows;
      const rows = new Uint32Array(docs.length);
      let best = 0;
      for (let at = 0; at < docs.length; at++) {
        rows[at] = known[docs[at]!]!;
        if (scores[at]! > best) best = scores[at]!;
      }
      return { rows, scores, best: best || 1, reading };
    });
  }

  /** Why the text of a row is found; null when it is not. */
  explain(q: string, row: number): TextWhy | null {
    const doc = this.#rows.indexOf(row);
    return doc < 0 ? null : this.#index.explain(q, doc);
  }

  /** Bytes in typed arrays. */
  get byteLength(): number {
    return this.#index.byteLength + this.#rows.byteLength + this.#docs.byteLength;
  }

  /** Completions of what has been typed, surest first. */
  suggest(prefix: string, limit: number): Suggestion[] {
    return this.#index.suggest(prefix, limit);
  }

  /** Makes one of the small parts that edits left, in steps. */
  mergeSteps(): Generator<void, void> {
    return this.#index.mergeSteps();
  }

  /** Does what `move` would do that takes long, in steps. */
  *prepareSteps(moves: RowMoves): Generator<void, void> {
    while (this.#added.size > 0 || this.#removed.length > 0) {
      const added = [...this.#added].slice(0, TAKEN_AT_ONCE);
      this.#edit(added, this.#removed.splice(0, TAKEN_AT_ONCE), this.#index.count);
      yield;
    }
    const moved: Moved = { moves, rows: new Uint32Array(this.#rows.length), changed: [] };
    this.#moved = moved;
    for (let from = 0; from < moved.rows.length; from += MOVED_AT_ONCE) {
      moveRows(this.#rows, moves, moved.rows, from, Math.min(moved.rows.length, from + MOVED_AT_ONCE));
      yield;
    }
  }

  /** The compaction came to nothing. */
  dropMoved(): void {
    this.#moved = null;
  }

  /** After a compaction: rows have new numbers, and `count` of them are in the base. */
  move(moves: RowMoves, count: number, living: number): void {
    this.takeInEdits(living);
    const ready = this.#moved?.moves === moves ? this.#moved : null;
    this.#moved = null;
    this.#found = new Lru(8);
    if (ready) this.#useMoved(ready);
    else moveRows(this.#rows, moves, this.#rows);
    this.#docs = new Uint32Array(count);
    for (let doc = 0; doc < this.#rows.length; doc++) if (this.#rows[doc]! < count) this.#docs[this.#rows[doc]!] = doc;
    for (const [row, doc] of this.#docOfRecent) if (this.#rows[doc]! < RECENT) this.#docOfRecent.delete(row);
  }

  #useMoved({ moves, rows, changed }: Moved): void {
    const moved = rows.length < this.#rows.length ? new Uint32Array(this.#rows.length).fill(GONE) : rows;
    if (moved !== rows) moved.set(rows);
    for (const doc of changed) moveRows(this.#rows, moves, moved, doc, doc + 1);
    this.#rows = moved;
  }
}
