import type { Scored } from './combine.ts';
import { bestTogether, withAll } from './combine.ts';
import type { Corpus } from './corpus.ts';
import { buildCorpus } from './corpus.ts';
import { DocCollector } from './doc-weights.ts';
import { byteLengthOf } from './field-index.ts';
import { findPattern } from './find-strings.ts';
import { normalise, splitWords } from './normalise.ts';
import { patternOf } from './pattern.ts';
import { seek } from './row-lists.ts';
import { isHan, segment } from './segment.ts';
import { completions } from './suggest.ts';
import type { Suggestion, TextDocs, TextMatch, Via } from './types.ts';
import { TITLE_PHRASE_BONUS } from './weights.ts';
import type { WordMatch } from './word-match.ts';
import { WordReader } from './word-match.ts';

/** Words of a query that are looked up; those beyond are named as dropped. */
const MOST_WORDS = 16;
/** Words joined when pinyin is typed with spaces: wen hua li tang. */
const MOST_SYLLABLES = 6;

const surestFirst: readonly Via[] = ['exact', 'pinyin', 'initials', 'relaxed', 'none'];
const letters = /^\p{Script=Latin}+$/u;

/** Finds documents by Chinese substring, Latin word, pinyin and initials. */
export class TextIndex {
  readonly count: number;
  readonly #corpus: Corpus;
  readonly #collector: DocCollector;
  readonly #reader: WordReader;
  /** Documents by phrase, counted when first suggested. */
  readonly #counts = new Map<string, number>();

  constructor(docs: TextDocs, corpus: Corpus = runThrough(buildCorpus(docs))) {
    this.count = corpus.docCount;
    this.#corpus = corpus;
    this.#collector = new DocCollector(corpus.docCount);
    this.#reader = new WordReader(corpus, this.#collector);
  }

  /** Builds in small steps, yielding the share done (0 to 1), so that a server stays responsive. */
  static *buildSteps(docs: TextDocs): Generator<number, TextIndex> {
    return new TextIndex(docs, yield* buildCorpus(docs));
  }

  /** Bytes of the index in typed arrays, without the phrases. */
  get byteLength(): number {
    return this.#corpus.fields.reduce((sum, field) => sum + byteLengthOf(field), 0);
  }

  /** Documents with all words of `q`, else with the most selective words that occur together. */
  query(q: string): TextMatch {
    const words = splitWords(normalise(q));
    const beyond = words.slice(MOST_WORDS);
    const read = this.#read(words.slice(0, MOST_WORDS));
    const found = withAll(read);
    if (found.rows.length > 0) return this.#answer(found, read, beyond, beyond.length > 0);
    const leftOver: string[] = [];
    const pieces = this.#cut(read, leftOver);
    const kept = bestTogether(pieces, this.count);
    const dropped = pieces.filter((piece) => !kept.includes(piece)).map((piece) => piece.word);
    return this.#answer(withAll(kept), kept, [...dropped, ...leftOver, ...beyond], true);
  }

  #read(words: readonly string[]): WordMatch[] {
    const matches: WordMatch[] = [];
    for (let i = 0; i < words.length;) {
      const spaced = this.#readSpaced(words, i);
      matches.push(spaced?.match ?? this.#reader.read(words[i]!, i === words.length - 1));
      i = spaced?.next ?? i + 1;
    }
    return matches;
  }

  /** The longest stretch of words from `from` that is one phrase in pinyin, unless its words occur as they are. */
  #readSpaced(words: readonly string[], from: number): { match: WordMatch; next: number } | null {
    let end = from;
    while (end < words.length && end < from + MOST_SYLLABLES && letters.test(words[end]!)) end++;
    if (end - from < 2) return null;
    const stretch = words.slice(from, end);
    if (stretch.every((word) => this.#reader.readLiteral(word, false).rows.length > 0)) return null;
    for (let next = end; next >= from + 2; next--) {
      const match = this.#reader.readSpaced(words.slice(from, next));
      if (match.rows.length > 0) return { match, next };
    }
    return null;
  }

  /** The words that occur, those that do not cut into pieces that do; what is left over is added to `dropped`. */
  #cut(read: readonly WordMatch[], dropped: string[]): WordMatch[] {
    const matches = new Map<string, WordMatch>();
    const add = (piece: string) => {
      if (matches.size >= MOST_WORDS) dropped.push(piece);
      else if (!matches.has(piece)) matches.set(piece, this.#reader.readLiteral(piece, false));
    };
    const absent = read.filter((match) => match.rows.length === 0).map((match) => match.word);
    for (const match of read) if (match.rows.length > 0) matches.set(match.word, match);
    for (const word of absent) {
      const { pieces, fillers } = isHan(word) ? segment(word, this.#corpus) : { pieces: [], fillers: [word] };
      pieces.forEach(add);
      dropped.push(...fillers);
    }
    if (matches.size > 0) return [...matches.values()];
    dropped.length = 0;
    for (const char of new Set(absent.filter(isHan).join(''))) add(char);
    return [...matches.values()];
  }

  #answer(found: Scored, kept: readonly WordMatch[], dropped: string[], relaxed: boolean): TextMatch {
    if (found.rows.length === 0) return { ...found, via: 'none', dropped: [] };
    this.#addPhraseBonus(found, kept);
    const leastSure = Math.max(...kept.map((match) => surestFirst.indexOf(match.via)));
    return { ...found, via: relaxed ? 'relaxed' : surestFirst[leastSure]!, dropped };
  }

  #addPhraseBonus(found: Scored, kept: readonly WordMatch[]): void {
    const phrase = kept.map((match) => match.word).join('');
    if (kept.length < 2 || !isHan(phrase)) return;
    const pattern = patternOf(phrase);
    const { title } = this.#corpus;
    this.#collector.add(title, findPattern(title, pattern), pattern, 1);
    const { rows } = this.#collector.take();
    const bonus = TITLE_PHRASE_BONUS * kept.reduce((sum, match) => sum + match.idf, 0);
    let at = 0;
    for (const row of rows) {
      at = seek(found.rows, row, at);
      if (found.rows[at] === row) found.scores[at]! += bonus;
    }
  }

  /** Completions of what has been typed so far, best first. */
  suggest(prefix: string, limit: number): Suggestion[] {
    return completions(prefix, limit, this.#corpus).map((phrase) => ({
      text: phrase.text,
      source: phrase.source,
      count: this.#countOf(phrase.normalised),
    }));
  }

  #countOf(phrase: string): number {
    let count = this.#counts.get(phrase);
    if (count === undefined) {
      count = this.query(phrase).rows.length;
      this.#counts.set(phrase, count);
    }
    return count;
  }
}

function runThrough<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
