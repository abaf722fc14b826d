import { Lru, remember } from './lru.ts';
import type { RecentRow } from './recent.ts';
import { moveRows, RECENT, type RowMoves } from './row-refs.ts';
import { SUREST_FIRST, TextIndex, type Suggestion, type TextMatch, type TextWhy, type Via } from './text/index.ts';
import type { TextFields } from './types.ts';

/** Caught by the door: search answers without q until the text is there. */
export class TextNotReady extends Error {
  constructor() {
    super('the text index is still being built');
    this.name = 'TextNotReady';
  }
}

/** Readings that have every word of q. */
const KNOWN: ReadonlySet<Via> = new Set(['exact', 'pinyin', 'initials', 'homophone', 'typo']);
const NOTHING: TextMatch = {
  rows: new Uint32Array(0),
  scores: new Float32Array(0),
  via: 'none',
  dropped: [],
  idfs: new Map(),
};

// Documents indexed again at once when a query comes: under 5 ms.
const MOST_AT_ONCE = 128;
const GROWTH = 4;
// Rows given new numbers between two yields: some milliseconds.
const MOVED_AT_ONCE = 1 << 16;

/** An index of some documents and the row of each. */
interface Part {
  index: TextIndex;
  rows: Uint32Array;
  found: Lru<TextMatch>;
  /** What it was made of, where it may be made again; null for the first. */
  texts: readonly TextFields[] | null;
}

export interface FoundText {
  /** Row numbers with their scores, in no order; some may be dead. */
  rows: Uint32Array;
  scores: Float32Array;
  /** The highest of the scores; 1 when there are none. */
  best: number;
  reading: Pick<TextMatch, 'via' | 'dropped'>;
}

/** The text of all rows: one large part that came with a load, small ones of what came later. */
export class TextParts {
  #parts: Part[] = [];
  #found = new Lru<FoundText>(8);
  #indexed = 0;
  /** Small parts that are being made into one. */
  #merging: ReadonlySet<Part> = new Set();
  /** The rows of a part as they will be after the moves of a compaction. */
  #moved: { moves: RowMoves; rows: Uint32Array; moved: Uint32Array } | null = null;

  /** Keeps the index of a load; document n is row rows[n]. */
  constructor(first?: { index: TextIndex; rows: Uint32Array }) {
    if (first) this.#parts.push({ ...first, found: new Lru(32), texts: null });
  }

  /** What q finds; remembered until rows or texts change. */
  find(q: string, recents: readonly RecentRow[]): FoundText {
    this.#index(recents);
    return remember(this.#found, q, () => this.#ask(q));
  }

  /** Asks every part. The first says how q is read, as it knows most rows: a single new row must not hide its hits. */
  #ask(q: string): FoundText {
    let first: TextMatch | undefined;
    const all = this.#parts.map((part) => {
      // Words weigh what they weigh in most rows, so that scores of all parts compare.
      const match = remember(part.found, q, () => part.index.query(q, first?.idfs));
      first ??= match;
      return { part, match };
    });
    const known = all[0]?.match;
    const reading =
      known && KNOWN.has(known.via)
        ? known
        : all.reduce((best, { match }) => (isSurer(match, best) ? match : best), NOTHING);
    // A part with a less sure reading adds nothing.
    const sure = all.filter(({ match }) => sureness(match) <= sureness(reading));
    const length = sure.reduce((sum, { match }) => sum + match.rows.length, 0);
    const found = { rows: new Uint32Array(length), scores: new Float32Array(length), best: 0, reading };
    let at = 0;
    for (const { part, match } of sure) {
      for (let doc = 0; doc < match.rows.length; doc++) found.rows[at + doc] = part.rows[match.rows[doc]!]!;
      found.scores.set(match.scores, at);
      at += match.rows.length;
    }
    for (let i = 0; i < length; i++) if (found.scores[i]! > found.best) found.best = found.scores[i]!;
    return { ...found, best: found.best || 1 };
  }

  /** Why the text of a row is found; null when it is not. */
  explain(q: string, row: number, recents: readonly RecentRow[]): TextWhy | null {
    this.#index(recents);
    const [first] = this.#parts;
    for (const part of this.#parts) {
      const doc = part.rows.indexOf(row);
      if (doc < 0) continue;
      return part.index.explain(q, doc, part === first ? undefined : first!.index.query(q).idfs);
    }
    return null;
  }

  /** Bytes in typed arrays. */
  get byteLength(): number {
    return this.#parts.reduce((sum, { index, rows }) => sum + index.byteLength + rows.byteLength, 0);
  }

  /** Completions of all parts, each once. */
  suggest(prefix: string, limit: number, recents: readonly RecentRow[]): Suggestion[] {
    this.#index(recents);
    const merged = new Map<string, Suggestion>();
    for (const { index } of this.#parts) {
      for (const suggestion of index.suggest(prefix, limit)) {
        merged.set(`${suggestion.source}:${suggestion.text}`, suggestion);
      }
    }
    return [...merged.values()].slice(0, limit);
  }

  /** Does what `move` would do that takes long, in steps. */
  *prepareSteps(moves: RowMoves, recents: readonly RecentRow[]): Generator<void, void> {
    while (this.#indexed < recents.length) {
      this.#indexNext(recents);
      yield;
    }
    const rows = this.#parts[0]?.rows;
    if (!rows) return;
    const moved = new Uint32Array(rows.length);
    for (let from = 0; from < rows.length; from += MOVED_AT_ONCE) {
      moveRows(rows, moves, moved, from, Math.min(rows.length, from + MOVED_AT_ONCE));
      yield;
    }
    this.#moved = { moves, rows, moved };
  }

  /** After a compaction of `recents`: rows have new numbers. */
  move(moves: RowMoves, recents: readonly RecentRow[]): void {
    this.#index(recents);
    const ready = this.#moved?.moves === moves ? this.#moved : null;
    this.#moved = null;
    this.#found = new Lru(8);
    for (const part of this.#parts) {
      if (part.rows === ready?.rows) part.rows = ready.moved;
      else moveRows(part.rows, moves, part.rows);
    }
    this.#indexed -= moves.ofRecent.length;
  }

  /** Makes one of all small parts, in steps; none while it is under way. */
  *mergeSteps(): Generator<void, void> {
    const small = this.#parts.filter(({ texts }) => texts !== null);
    if (small.length < 2 || this.#merging.size > 0) return;
    this.#merging = new Set(small);
    try {
      const texts = small.flatMap((part) => part.texts!);
      const steps = TextIndex.buildSteps({ count: texts.length, get: (doc) => texts[doc] });
      let step = steps.next();
      for (; !step.done; step = steps.next()) yield;
      // Others may have come meanwhile, none has gone.
      this.#parts = this.#parts.filter((part) => !this.#merging.has(part));
      this.#insert({ index: step.value, rows: joinRows(small), found: new Lru(32), texts });
    } finally {
      this.#merging = new Set();
    }
  }

  #insert(part: Part): void {
    this.#found = new Lru(8);
    const at = this.#parts.findIndex(({ texts }) => texts !== null);
    this.#parts.splice(at < 0 ? this.#parts.length : at, 0, part);
  }

  #index(recents: readonly RecentRow[]): void {
    while (this.#indexed < recents.length) this.#indexNext(recents);
  }

  // Text comes with new rows in batches; a part is made of each, then small ones join.
  #indexNext(recents: readonly RecentRow[]): void {
    const end = Math.min(recents.length, this.#indexed + MOST_AT_ONCE);
    const rows: number[] = [];
    const texts: TextFields[] = [];
    for (let at = this.#indexed; at < end; at++) {
      const { alive, input } = recents[at]!;
      if (!alive || !input.text) continue;
      rows.push(RECENT + at);
      texts.push(input.text);
    }
    this.#indexed = end;
    if (texts.length > 0) this.#append({ rows: Uint32Array.from(rows), texts });
  }

  #append({ rows, texts }: { rows: Uint32Array; texts: readonly TextFields[] }): void {
    let [allRows, allTexts] = [rows, texts];
    for (let last = this.#parts.at(-1); last?.texts && !this.#merging.has(last); last = this.#parts.at(-1)) {
      const count = last.texts.length;
      if (count > GROWTH * allTexts.length || count + allTexts.length > MOST_AT_ONCE) break;
      allTexts = [...last.texts, ...allTexts];
      allRows = joinRows([last, { rows: allRows }]);
      this.#parts.pop();
    }
    const index = new TextIndex({ count: allTexts.length, get: (doc) => allTexts[doc] });
    this.#found = new Lru(8);
    this.#parts.push({ index, rows: allRows, found: new Lru(32), texts: allTexts });
  }
}

function joinRows(parts: readonly { rows: Uint32Array }[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, { rows }) => sum + rows.length, 0));
  let at = 0;
  for (const { rows } of parts) {
    joined.set(rows, at);
    at += rows.length;
  }
  return joined;
}

const sureness = ({ via }: Pick<TextMatch, 'via'>): number => SUREST_FIRST.indexOf(via);

function isSurer(match: TextMatch, than: TextMatch): boolean {
  const order = sureness(match) - sureness(than);
  return order < 0 || (order === 0 && match.dropped.length < than.dropped.length);
}
