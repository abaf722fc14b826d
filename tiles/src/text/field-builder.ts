import { sortSteps } from '../input/steps.ts';
import { FieldChanges } from './field-changes.ts';
import type { FieldIndex } from './field-index.ts';
import { Growing } from './growing.ts';
import { KeyTable } from './key-table.ts';
import { HAN, KINDS, LETTER, normalise, SEPARATOR, withoutSigns } from './normalise.ts';
import type { Postings } from './postings.ts';
import { PostingsBuilder } from './postings.ts';
import { hashOf, StringTable } from './string-table.ts';
import { isTextIn, TextPool } from './text-pool.ts';
import type { FieldName } from './weights.ts';

/** Fields whose strings are shown as they came. */
const SHOWN: ReadonlySet<FieldName> = new Set<FieldName>(['topic', 'organiser', 'place']);

const latin = /^\p{Script=Latin}+$/u;

/** Reads one field of documents that arrive in order; equal strings are read once. */
export class FieldBuilder {
  readonly name: FieldName;
  /** Strings as they came, by number. */
  readonly #ids = new Map<string, number>();
  readonly #table = new StringTable();
  /** Strings as they came, where that tells them apart. */
  readonly #raws: TextPool | null;
  /** String by document, -1 for none. */
  readonly stringOf: Int32Array;
  readonly #units = new Growing((n) => new Uint16Array(n));
  readonly #starts = new Growing((n) => new Uint32Array(n));
  readonly #heads = new Growing((n) => new Uint16Array(n));
  readonly #keys = new KeyTable();
  readonly #bigrams = new PostingsBuilder();
  readonly #words = new Map<string, number>();
  readonly #terms = new PostingsBuilder();

  constructor(name: FieldName, docCount: number) {
    this.name = name;
    this.stringOf = new Int32Array(docCount).fill(-1);
    this.#raws = SHOWN.has(name) ? new TextPool() : null;
    this.#starts.push(0);
  }

  /** Distinct strings so far. */
  get count(): number {
    return this.#heads.length;
  }

  add(doc: number, raw: string): void {
    if (raw !== '') this.stringOf[doc] = this.idOf(raw);
  }

  /** The number of a string, a new one when it has not come before. */
  idOf(raw: string): number {
    return this.#ids.get(raw) ?? this.keep(raw, normalise(raw));
  }

  /** The same for a string whose normalised text is known. */
  keep(raw: string, text: string): number {
    const id = this.#raws ? this.#addRaw(this.#raws, raw, text) : this.#idOfText(text);
    this.#ids.set(raw, id);
    return id;
  }

  #addRaw(raws: TextPool, raw: string, text: string): number {
    this.#table.add(hashOf(raw));
    raws.push(raw);
    return this.#read(text);
  }

  #idOfText(text: string): number {
    const hash = hashOf(text);
    const known = this.#table.find(hash, (id) =>
      isTextIn(this.#units.array, this.#starts.array[id]!, this.#starts.array[id + 1]!, text),
    );
    if (known >= 0) return known;
    this.#table.add(hash);
    return this.#read(text);
  }

  #read(text: string): number {
    let wordFrom = -1;
    let head = 0;
    for (let i = 0; i <= text.length; i++) {
      const unit = i < text.length ? text.charCodeAt(i) : 0;
      const kind = KINDS[unit];
      if (kind === LETTER && wordFrom < 0) wordFrom = i;
      else if (kind !== LETTER && wordFrom >= 0) {
        this.#addWord(text.slice(wordFrom, i));
        wordFrom = -1;
      }
      if (i === text.length) break;
      this.#units.push(unit);
      if (head === 0 && kind !== SEPARATOR) head = unit;
      if (kind !== HAN) continue;
      const after = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
      this.#bigrams.add(this.#keys.idOf(((unit << 16) | (KINDS[after] === HAN ? after : 0)) >>> 0));
    }
    this.#starts.push(this.#units.length);
    this.#heads.push(head);
    this.#bigrams.endRow();
    this.#terms.endRow();
    return this.#heads.length - 1;
  }

  #addWord(word: string): void {
    this.#terms.add(this.#wordId(word));
    const bare = withoutSigns(word);
    if (bare !== word) this.#terms.add(this.#wordId(bare));
  }

  #wordId(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    this.#words.set(word, this.#words.size);
    return this.#words.size - 1;
  }

  /** The segment; yields `share` now and then. */
  *finish(share: number, offset = 0): Generator<number, FieldIndex> {
    this.#table.shrink();
    this.#raws?.shrink();
    const keys = this.#keys.keys.trim();
    const keyOrder = orderOf(keys);
    yield share;
    const words = [...this.#words.keys()];
    const sorting = sortSteps(words, byUnits);
    while (!sorting.next().done) yield share;
    const wordOrder = Uint32Array.from(words, (word) => this.#words.get(word)!);
    yield share;
    return {
      name: this.name,
      count: this.count,
      units: this.#units.trim(),
      starts: this.#starts.trim(),
      heads: this.#heads.trim(),
      keys: keys.sort(),
      bigrams: yield* this.#bigrams.finish(keyOrder, share),
      words,
      latin: Uint32Array.from(words.keys()).filter((term) => latin.test(words[term]!)),
      terms: yield* this.#terms.finish(wordOrder, share),
      docs: this.#docsByString(),
      changes: new FieldChanges(this.count),
      offset,
      raws: this.#raws,
      table: this.#table,
      pairs: new Map(),
    };
  }

  #docsByString(): Postings {
    const starts = new Uint32Array(this.count + 1);
    for (const id of this.stringOf) if (id >= 0) starts[id + 1]!++;
    for (let id = 0; id < this.count; id++) starts[id + 1]! += starts[id]!;
    const next = starts.slice();
    const rows = new Uint32Array(starts[this.count]!);
    this.stringOf.forEach((id, doc) => {
      if (id >= 0) rows[next[id]!++] = doc;
    });
    return { starts, rows };
  }
}

function byUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The indices of `keys` in ascending order of key. Key and index share the 53 bits of a double. */
function orderOf(keys: Uint32Array): Uint32Array {
  const room = 2 ** 21;
  if (keys.length > room) throw new RangeError(`at most ${room} distinct bigrams in one field, not ${keys.length}`);
  const packed = Float64Array.from(keys, (key, i) => key * room + i).sort();
  return Uint32Array.from(packed, (value) => value % room);
}
