import { GramTable } from './gram-table.ts';
import { HAN, KINDS } from './normalise.ts';
import { hashOf } from './string-table.ts';
import { copyOf } from './text-pool.ts';

const LONGEST = 6;
/** Characters of a title that are read. */
const LONGEST_TITLE = 200;
/** Distinct titles read, up to twice as many; words worth completing show up in far fewer. */
const SAMPLE = 8000;
const FEWEST = 4;
/** A word stands beside many characters, a piece of a longer word mostly beside one: how often two of its places agree. */
const BOUND = 0.6;
/** Normalised pointwise mutual information (Bouma 2009) of the loosest cut: 书法 is near 1, 书法+初级 near 0.3. */
const COHERENCE = 0.45;

/** Numbers of pieces a place in a title is kept with, by their length. */
const LENGTHS = LONGEST + 2;

interface Candidate {
  id: number;
  text: string;
  /** The two parts of each cut. */
  parts: readonly number[];
}

/** A distinct title and how many documents have it. */
export interface CountedTitle {
  hash: number;
  text: () => string;
  docs: number;
}

/**
 * Frequent title words of 2 to 6 characters, found without a dictionary. They depend on which titles there are and not on
 * their order: what is counted can be taken back, and of many titles those are read whose hash ends in zeros.
 */
export class TitleWords {
  readonly #sample: number;
  /** One of so many distinct titles is read. */
  #stride = 1;
  #grams = new GramTable();
  #total = 0;
  #candidates = new Map<number, Candidate>();
  #words: ReadonlyMap<string, number> = new Map();
  /** Titles whose count changed since words were last told. */
  readonly #changed = new Set<string>();
  #isStale = false;
  readonly #ids = new Int32Array((LONGEST_TITLE + 1) * LENGTHS);

  constructor(sample = SAMPLE) {
    this.#sample = sample;
  }

  get byteLength(): number {
    return this.#grams.byteLength;
  }

  /** Reads all titles. */
  *readSteps(distinct: number, titles: Iterable<CountedTitle>, share: number): Generator<number, void> {
    this.#stride = strideOf(distinct, this.#sample);
    this.#grams = new GramTable();
    this.#total = 0;
    this.#candidates = new Map();
    this.#changed.clear();
    this.#isStale = true;
    let read = 0;
    for (const { hash, text, docs } of titles) {
      if (!this.#isRead(hash)) continue;
      this.#count(text(), docs);
      if (++read % 1000 === 0) yield share;
    }
  }

  /** Whether so many distinct titles have to be read anew, as others of them count. */
  isOutgrown(distinct: number): boolean {
    return strideOf(distinct, this.#sample) !== this.#stride;
  }

  /** Documents have a title, or have it no more when `docs` is negative. */
  change(text: string, docs: number): void {
    if (this.#isRead(hashOf(text))) this.#count(text, docs);
  }

  /** Words whose number of documents changed since the last call, 0 for what is a word no more. */
  *takeSteps(share: number): Generator<number, Map<string, number>> {
    const changes = new Map<string, number>();
    if (!this.#isStale) return changes;
    this.#isStale = false;
    let read = 0;
    for (const text of this.#changed) {
      this.#lookForWords(text);
      if (++read % 1000 === 0) yield share;
    }
    this.#changed.clear();
    const words = new Map<string, number>();
    for (const candidate of this.#candidates.values()) {
      if (!this.#isWord(candidate)) continue;
      const { text, id } = candidate;
      words.set(text, this.#grams.counts[id]! * this.#stride);
      if (words.get(text) !== this.#words.get(text)) changes.set(text, words.get(text)!);
    }
    for (const text of this.#words.keys()) if (!words.has(text)) changes.set(text, 0);
    this.#words = words;
    return changes;
  }

  #isRead(hash: number): boolean {
    return (hash & (this.#stride - 1)) === 0;
  }

  #count(text: string, docs: number): void {
    this.#changed.add(text);
    this.#isStale = true;
    const ids = this.#ids;
    const length = this.#number(text);
    const grams = this.#grams;
    const { counts, lefts, rights } = grams;
    for (let from = 0; from < length; from++) {
      for (let size = 1; size < LENGTHS; size++) {
        const id = ids[from * LENGTHS + size]!;
        if (id < 0) break;
        if (size === 1) this.#total += docs;
        const before = counts[id]!;
        counts[id] = before + docs;
        if (size === 1) continue;
        // The piece without its first character has that one before it, and the other way round.
        const squares = (before + docs) ** 2 - before ** 2;
        lefts[ids[(from + 1) * LENGTHS + size - 1]!]! += squares;
        rights[ids[from * LENGTHS + size - 1]!]! += squares;
      }
    }
  }

  /** Writes the numbers of all pieces by where they begin and their length, -1 behind the last; returns the places. */
  #number(text: string): number {
    const length = Math.min(text.length, LONGEST_TITLE);
    const ids = this.#ids;
    for (let from = 0; from < length; from++) {
      let [first, second] = [0x811c9dc5, 0x9e3779b1];
      for (let size = 1; size < LENGTHS; size++) {
        const at = from + size - 1;
        const unit = at < length ? text.charCodeAt(at) : 0;
        if (KINDS[unit] !== HAN) {
          ids[from * LENGTHS + size] = -1;
          break;
        }
        first = Math.imul(first ^ unit, 0x01000193);
        second = Math.imul(second ^ unit, 0x85ebca6b);
        second ^= second >>> 13;
        ids[from * LENGTHS + size] = this.#grams.idOf(first >>> 0, second >>> 0);
      }
    }
    return length;
  }

  #lookForWords(text: string): void {
    const ids = this.#ids;
    const length = this.#number(text);
    for (let from = 0; from < length; from++) {
      for (let size = 1; size <= LONGEST; size++) {
        const id = ids[from * LENGTHS + size]!;
        if (id < 0) break;
        if (size === 1 || this.#candidates.has(id) || !this.#standsAlone(id)) continue;
        const parts: number[] = [];
        for (let cut = 1; cut < size; cut++) {
          parts.push(ids[from * LENGTHS + cut]!, ids[(from + cut) * LENGTHS + size - cut]!);
        }
        this.#candidates.set(id, { id, text: copyOf(text.slice(from, from + size)), parts });
      }
    }
  }

  /** Whether it is frequent and stands beside many characters. */
  #standsAlone(id: number): boolean {
    const { counts, lefts, rights } = this.#grams;
    const count = counts[id]!;
    const most = BOUND * count * count;
    return count >= FEWEST && lefts[id]! < most && rights[id]! < most;
  }

  #isWord({ id, parts }: Candidate): boolean {
    if (!this.#standsAlone(id)) return false;
    const { counts } = this.#grams;
    let most = 0;
    for (let at = 0; at < parts.length; at += 2) most = Math.max(most, counts[parts[at]!]! * counts[parts[at + 1]!]!);
    const whole = counts[id]! / this.#total;
    return Math.log((counts[id]! * this.#total) / most) / -Math.log(whole) >= COHERENCE;
  }
}

/** A power of two, so that more titles leave those that are read among those that were. */
function strideOf(distinct: number, sample: number): number {
  let stride = 1;
  while (distinct >= 2 * sample * stride) stride *= 2;
  return stride;
}
