import type { Scored } from './combine.ts';
import { bestTogether, withAll } from './combine.ts';
import { Corpus } from './corpus.ts';
import { isDictionaryWord } from './dictionary.ts';
import { DocCollector } from './doc-weights.ts';
import { findPattern } from './find-strings.ts';
import { isGeneral } from './general-words.ts';
import { normaliseTyped, splitWords, toShown } from './normalise.ts';
import { patternOf } from './pattern.ts';
import { loosen, MOST_WORDS, readWords } from './query-reader.ts';
import { NO_ROWS, seek } from './row-lists.ts';
import { isHan } from './segment.ts';
import { runSteps } from '../input/steps.ts';
import type { TextFields } from '../input/types.ts';
import { completions } from './suggest.ts';
import type { Suggestion, TextDocs, TextMatch, TextWhy, Via } from './types.ts';
import { SUREST_FIRST } from './types.ts';
import { TITLE_PHRASE_BONUS } from './weights.ts';
import { isWhole } from './whole-words.ts';
import type { IsWord, WordMatch } from './word-match.ts';
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
  /** Words people know that nothing has, when therefore nothing is found, and what may be meant by them. */
  absent: readonly string[];
  guesses: readonly string[];
}

const NO_BONUS: Bonus = { rows: NO_ROWS, score: 0 };
const NOTHING: ReadQuery = {
  found: { rows: NO_ROWS, scores: new Float32Array(0) },
  via: 'none',
  dropped: [],
  kept: [],
  bonus: NO_BONUS,
  absent: [],
  guesses: [],
};
const MOST_GUESSES = 5;

interface TextOptions {
  /** Words that are meant as they are written. */
  isWord?: IsWord;
  corpus?: Corpus;
}

/** Finds documents by Chinese substring, Latin word, pinyin, initials, sound, and despite a slip. */
export class TextIndex {
  readonly #corpus: Corpus;
  readonly #collector: DocCollector;
  readonly #reader: WordReader;
  /** Work space: which words a document has. */
  #masks: Uint16Array;

  constructor(docs: TextDocs, options: TextOptions = {}) {
    const { corpus = runSteps(Corpus.build(docs)), isWord = isDictionaryWord } = options;
    this.#corpus = corpus;
    this.#masks = new Uint16Array(corpus.docCount);
    this.#collector = new DocCollector(corpus.docCount);
    this.#reader = new WordReader(corpus, this.#collector, isWord);
  }

  /** Builds in small steps, yielding the share done (0 to 1), so that a server stays responsive. */
  static *buildSteps(docs: TextDocs): Generator<number, TextIndex> {
    return new TextIndex(docs, { corpus: yield* Corpus.build(docs) });
  }

  /** Words and pieces looked up so far. */
  get lookups(): number {
    return this.#reader.lookups;
  }

  /** Bytes of the index in typed arrays, without the phrases. */
  get byteLength(): number {
    return this.#corpus.byteLength;
  }

  /** Documents there are, those without a text among them; only words of an edit know of a change. */
  get count(): number {
    return this.#corpus.docCount;
  }

  /**
   * Takes documents in, then others out; `count`: documents after that. Returns the numbers of those that came, which
   * others may have had. Everything is answered as if all were read anew.
   */
  edit(changes: { add: readonly TextFields[]; remove: readonly number[]; count: number }): number[] {
    this.#corpus.docCount = changes.count;
    const added = this.#corpus.edit(changes);
    this.#reader.forget();
    this.#collector.reach(this.#corpus.docsEnd);
    if (this.#corpus.docsEnd > this.#masks.length)
      this.#masks = new Uint16Array(this.#corpus.docsEnd + 64 + (this.#corpus.docsEnd >>> 6));
    return added;
  }

  /** Makes one of the small parts that edits left, in steps; answers stay the same. */
  mergeSteps(): Generator<void, void> {
    return this.#corpus.mergeSteps();
  }

  /** Documents with all words of `q`, else with the most selective words that occur together. */
  query(q: string): TextMatch {
    const { found, via, dropped, absent, guesses } = this.#read(q);
    return { ...found, via, dropped: dropped.map(toShown), absent: absent.map(toShown), guesses: guesses.map(toShown) };
  }

  /** Why a document is found and where its score comes from; null when it is not found. */
  explain(q: string, doc: number): TextWhy | null {
    this.#collector.watch = doc;
    try {
      const { found, via, dropped, kept, bonus } = this.#read(q);
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

  #read(q: string): ReadQuery {
    const words = splitWords(normaliseTyped(q));
    const beyond = words.slice(MOST_WORDS);
    const read = readWords(words.slice(0, MOST_WORDS), this.#reader);
    const found = withAll(read);
    if (found.rows.length > 0) return this.#answer(found, read, beyond, beyond.length > 0);
    const { matches, absent, ...loosened } = loosen(read, this.#reader, this.#corpus);
    const kept = bestTogether(matches, this.#masks);
    // Beginners' classes of everything are no answer to 围棋入门.
    if (absent.length > 0 && kept.every(({ word }) => isGeneral(word))) return this.#refuse(absent, kept);
    const torn = matches.filter((match) => !kept.includes(match)).map((match) => match.word);
    return this.#answer(withAll(kept), kept, [...torn, ...loosened.dropped, ...beyond], true);
  }

  #answer(found: Scored, kept: readonly WordMatch[], dropped: string[], relaxed: boolean): ReadQuery {
    if (found.rows.length === 0) return NOTHING;
    const bonus = this.#addPhraseBonus(found, kept);
    const leastSure = SUREST_FIRST[Math.max(...kept.map((match) => SUREST_FIRST.indexOf(match.via)))]!;
    // A word cut into others that are all there has lost nothing, but its order.
    const isWhole = !relaxed || (dropped.length === 0 && leastSure !== 'exact');
    return { ...NOTHING, found, via: isWhole ? leastSure : 'relaxed', dropped, kept, bonus };
  }

  #refuse(absent: readonly string[], kept: readonly WordMatch[]): ReadQuery {
    const near = absent.flatMap((word) => this.#reader.guess(word)).map(({ text }) => text);
    const guesses = new Set([...near, ...kept.map(({ word }) => word)]);
    return { ...NOTHING, absent: [...new Set(absent)], guesses: [...guesses].slice(0, MOST_GUESSES) };
  }

  #addPhraseBonus(found: Scored, kept: readonly WordMatch[]): Bonus {
    const phrase = kept.map((match) => match.word).join('');
    if (kept.length < 2 || !isHan(phrase)) return NO_BONUS;
    const pattern = patternOf(phrase);
    for (const title of this.#corpus.segmentsOf('title')) {
      this.#collector.add(title, findPattern(title, pattern), pattern, 1);
    }
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
    const found = completions(prefix, limit, this.#corpus, (phrase) => isWhole(phrase, this.#corpus));
    return found.map(({ text, source }) => ({ text, source }));
  }
}
