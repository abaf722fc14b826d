import type { Scored } from './combine.ts';
import { bestTogether, withAll } from './combine.ts';
import type { Corpus } from './corpus.ts';
import { buildCorpus } from './corpus.ts';
import { DocCollector } from './doc-weights.ts';
import { byteLengthOf } from './field-index.ts';
import { findPattern } from './find-strings.ts';
import { normalise, splitWords } from './normalise.ts';
import { patternOf } from './pattern.ts';
import { loosen, MOST_WORDS, readWords } from './query-reader.ts';
import { NO_ROWS, seek } from './row-lists.ts';
import { isHan } from './segment.ts';
import { completions } from './suggest.ts';
import type { Suggestion, TextDocs, TextMatch, TextWhy, Via } from './types.ts';
import { SUREST_FIRST } from './types.ts';
import { TITLE_PHRASE_BONUS } from './weights.ts';
import type { WordMatch } from './word-match.ts';
import { WordReader } from './word-match.ts';

interface Bonus {
  rows: Uint32Array;
  score: number;
}

interface ReadQuery {
  found: Scored;
  via: Via;
  dropped: string[];
  /** The words that count. */
  kept: readonly WordMatch[];
  /** Documents whose title has the words in a row, and what that gives. */
  bonus: Bonus;
}

const NO_BONUS: Bonus = { rows: NO_ROWS, score: 0 };

/** Finds documents by Chinese substring, Latin word, pinyin, initials, sound, and despite a slip. */
export class TextIndex {
  readonly count: number;
  readonly #corpus: Corpus;
  readonly #collector: DocCollector;
  readonly #reader: WordReader;
  /** Work space: which words a document has. */
  readonly #masks: Uint16Array;

  constructor(docs: TextDocs, corpus: Corpus = runThrough(buildCorpus(docs))) {
    this.count = corpus.docCount;
    this.#corpus = corpus;
    this.#masks = new Uint16Array(corpus.docCount);
    this.#collector = new DocCollector(corpus.docCount);
    this.#reader = new WordReader(corpus, this.#collector);
  }

  /** Builds in small steps, yielding the share done (0 to 1), so that a server stays responsive. */
  static *buildSteps(docs: TextDocs): Generator<number, TextIndex> {
    return new TextIndex(docs, yield* buildCorpus(docs));
  }

  /** Words and pieces looked up so far. */
  get lookups(): number {
    return this.#reader.lookups;
  }

  /** Bytes of the index in typed arrays, without the phrases. */
  get byteLength(): number {
    return this.#corpus.fields.reduce((sum, field) => sum + byteLengthOf(field), 0);
  }

  /**
   * Documents with all words of `q`, else with the most selective words that occur together.
   * `idfs`: what words weigh in an index of more documents.
   */
  query(q: string, idfs?: ReadonlyMap<string, number>): TextMatch {
    const { found, via, dropped, kept } = this.#read(q, idfs);
    return { ...found, via, dropped, idfs: new Map(kept.map(({ word, idf }) => [word, idf])) };
  }

  /** Why a document is found and where its score comes from; null when it is not found. */
  explain(q: string, doc: number, idfs?: ReadonlyMap<string, number>): TextWhy | null {
    this.#collector.watch = doc;
    try {
      const { found, via, dropped, kept, bonus } = this.#read(q, idfs);
      const at = found.rows.indexOf(doc);
      if (at < 0) return null;
      const words = kept.map((match) => ({
        word: match.word,
        via: match.via,
        idf: match.idf,
        fields: match.watched,
      }));
      return { via, dropped, score: found.scores[at]!, words, phraseBonus: bonus.rows.includes(doc) ? bonus.score : 0 };
    } finally {
      this.#collector.watch = null;
    }
  }

  #read(q: string, idfs?: ReadonlyMap<string, number>): ReadQuery {
    const words = splitWords(normalise(q));
    const beyond = words.slice(MOST_WORDS);
    const read = readWords(words.slice(0, MOST_WORDS), this.#reader).map((match) => weighed(match, idfs));
    const found = withAll(read);
    if (found.rows.length > 0) return this.#answer(found, read, beyond, beyond.length > 0);
    const loosened = loosen(read, this.#reader, this.#corpus);
    const matches = loosened.matches.map((match) => weighed(match, idfs));
    const kept = bestTogether(matches, this.#masks);
    const torn = matches.filter((match) => !kept.includes(match)).map((match) => match.word);
    return this.#answer(withAll(kept), kept, [...torn, ...loosened.dropped, ...beyond], true);
  }

  #answer(found: Scored, kept: readonly WordMatch[], dropped: string[], relaxed: boolean): ReadQuery {
    if (found.rows.length === 0) return { found, via: 'none', dropped: [], kept: [], bonus: NO_BONUS };
    const bonus = this.#addPhraseBonus(found, kept);
    const leastSure = SUREST_FIRST[Math.max(...kept.map((match) => SUREST_FIRST.indexOf(match.via)))]!;
    // A word cut into others that are all there has lost nothing, but its order.
    const isWhole = !relaxed || (dropped.length === 0 && leastSure !== 'exact');
    return { found, via: isWhole ? leastSure : 'relaxed', dropped, kept, bonus };
  }

  #addPhraseBonus(found: Scored, kept: readonly WordMatch[]): Bonus {
    const phrase = kept.map((match) => match.word).join('');
    if (kept.length < 2 || !isHan(phrase)) return NO_BONUS;
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
    return { rows, score: bonus };
  }

  /** Completions of what has been typed so far, best first. */
  suggest(prefix: string, limit: number): Suggestion[] {
    return completions(prefix, limit, this.#corpus).map(({ text, source }) => ({ text, source }));
  }
}

function weighed(match: WordMatch, idfs: ReadonlyMap<string, number> | undefined): WordMatch {
  const idf = idfs?.get(match.word);
  return idf === undefined || match.rows.length === 0 ? match : { ...match, idf };
}

function runThrough<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
