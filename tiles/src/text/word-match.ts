import type { Corpus } from './corpus.ts';
import type { DocCollector, DocWeights } from './doc-weights.ts';
import { findLiteral, findPattern } from './find-strings.ts';
import type { Pattern } from './pattern.ts';
import { patternOf } from './pattern.ts';
import { beginsWithInitials } from './phrases.ts';
import { spellings } from './spell.ts';
import type { Via } from './types.ts';
import { NEXT_PHRASE, SECOND_READING } from './weights.ts';

/** Documents that contain one word of the query, in the surest reading that has any. */
export interface WordMatch extends DocWeights {
  word: string;
  via: Via;
  /** ln(1 + documents / documents with the word); 0 when there are none. */
  idf: number;
}

const fewestInitials = 2;
const mostInitials = 8;
/** Phrases that initials may stand for at once; more would bury the likely one. */
const mostPhrases = 4;
const letters = /^[a-z]+$/;
const anyLetter = /\p{Script=Latin}/u;

export class WordReader {
  readonly #corpus: Corpus;
  readonly #collector: DocCollector;

  constructor(corpus: Corpus, collector: DocCollector) {
    this.#corpus = corpus;
    this.#collector = collector;
  }

  /** The word as it is written. */
  readLiteral(word: string): WordMatch {
    this.#addLiteral(word, false);
    return this.#take(word, 'exact');
  }

  /** The word in the surest reading; the `last` word of a query may be unfinished. */
  read(word: string, last: boolean): WordMatch {
    const isLiteral = this.#addLiteral(word, last);
    if (!anyLetter.test(word)) return this.#take(word, 'exact');
    const isPinyin = this.#addPatterns(this.#spell(word, false), isLiteral ? SECOND_READING : 1);
    if (isLiteral) return this.#take(word, 'exact');
    if (isPinyin) return this.#take(word, 'pinyin');
    if (this.#addInitials(word, false)) return this.#take(word, 'initials');
    if (last && this.#addPatterns(this.#spell(word, true), 1)) return this.#take(word, 'pinyin');
    if (last) this.#addInitials(word, true);
    return this.#take(word, 'initials');
  }

  /** Syllables with spaces between them, as one phrase: shu fa. */
  readSpaced(syllables: readonly string[]): WordMatch {
    this.#addPatterns(this.#spell(syllables.join(' '), false), 1);
    return this.#take(syllables.join(' '), 'pinyin');
  }

  #addLiteral(word: string, asPrefix: boolean): boolean {
    const pattern = patternOf(word);
    let any = false;
    for (const field of this.#corpus.fields) {
      const strings = findLiteral(field, word, asPrefix);
      this.#collector.add(field, strings, pattern, 1);
      any ||= strings.length > 0;
    }
    return any;
  }

  #addPatterns(patterns: readonly Pattern[], share: number): boolean {
    let any = false;
    for (const pattern of patterns) {
      for (const field of this.#corpus.fields) {
        const strings = findPattern(field, pattern);
        this.#collector.add(field, strings, pattern, share);
        any ||= strings.length > 0;
      }
    }
    return any;
  }

  #spell(word: string, partial: boolean): Pattern[] {
    const patterns = spellings(word, this.#corpus.readings, partial);
    // One unfinished syllable could be a tenth of all characters.
    return partial ? patterns.filter((pattern) => pattern.length > 1) : patterns;
  }

  #addInitials(word: string, goesOn: boolean): boolean {
    if (word.length < fewestInitials || word.length > mostInitials || !letters.test(word)) return false;
    const { phrases } = this.#corpus;
    let share = 1;
    let left = mostPhrases;
    for (const phrase of phrases) {
      if (goesOn ? phrase.normalised.length <= word.length : phrase.normalised.length !== word.length) continue;
      if (!beginsWithInitials(phrase, word)) continue;
      this.#addPatterns([patternOf(phrase.normalised)], share);
      share *= NEXT_PHRASE;
      if (--left === 0) break;
    }
    return left < mostPhrases;
  }

  #take(word: string, via: Via): WordMatch {
    const found = this.#collector.take();
    const count = found.rows.length;
    const idf = count > 0 ? Math.log(1 + this.#corpus.docCount / count) : 0;
    return { word, via: count > 0 ? via : 'none', idf, ...found };
  }
}
