import type { Corpus } from './corpus.ts';
import type { DocCollector, DocWeights } from './doc-weights.ts';
import { listElided } from './elided.ts';
import type { FieldIndex } from './field-index.ts';
import { findLiteral, findPattern, occurs } from './find-strings.ts';
import { addHomophones, soundsLike } from './homophones.ts';
import { innerInitials, longerPhrasesOfInitials, phrasesOfInitials } from './initials.ts';
import { nameLength } from './names.ts';
import { plainOf } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { patternOf } from './pattern.ts';
import { living } from './phrase-book.ts';
import type { Phrase } from './phrases.ts';
import { isHan } from './segment.ts';
import { addShortNames } from './short-names.ts';
import { plainLetters, spellings } from './spell.ts';
import type { Via } from './types.ts';
import { LONGEST_WHOLE, patternsNear, phrasesNear, phrasesSpeltNear, wordsNear } from './typos.ts';
import { WordCache } from './word-cache.ts';
import { CHANCE_WORD, NEXT_PHRASE, SECOND_READING } from './weights.ts';

/** Documents that contain one word of the query, in the surest reading that has any. */
export interface WordMatch extends DocWeights {
  word: string;
  via: Via;
  /** ln(1 + documents / documents with the word); 0 when there are none. */
  idf: number;
  /** What a relaxation loses when it drops the word. */
  worth: number;
  /** A word people know that nothing has: what is near to it is a guess. */
  isAbsent: boolean;
}

/** Tells words people know from slips. */
export type IsWord = (normalised: string) => boolean;

/** Phrases that initials or a slip may stand for at once; more would bury the likely one. */
const mostPhrases = 4;
/** A longer word is not typed with one wrong sound only. */
const longestSound = 16;
/** So few documents, and this many times as many that sound so: a chance substring, or somebody else's slip. */
const fewDocs = 3;
const manyTimes = 100;
const letters = /^[a-z]+$/;
/** A picture sounds like nothing and is no slip. */
const picture = /[\u203c-\u2bff\ud83c-\ud83e]/;
const anyLetter = /\p{Script=Latin}/u;
/** Ends of what institutions are called for short: 电大, 美院. */
const shortNameEnds = /[大院校馆]$/u;

export class WordReader {
  readonly #corpus: Corpus;
  readonly #collector: DocCollector;
  readonly #isWord: IsWord;
  #cache = new WordCache<WordMatch>();
  #lookups = 0;

  constructor(corpus: Corpus, collector: DocCollector, isWord: IsWord) {
    this.#corpus = corpus;
    this.#collector = collector;
    this.#isWord = isWord;
  }

  /** Whether it is a word people know, which is never read as another. */
  isWord(normalised: string): boolean {
    return this.#isWord(normalised);
  }

  /** Words and pieces looked up since it was made. */
  get lookups(): number {
    return this.#lookups;
  }

  /** Forgets what it found before an edit. */
  forget(): void {
    this.#cache = new WordCache();
  }

  /** The word as it is written. */
  readLiteral(word: string): WordMatch {
    this.#addLiteral(word, false);
    return this.#take(word, 'exact');
  }

  /** The word in the surest reading; the `last` word of a query may be unfinished. */
  read(word: string, last: boolean): WordMatch {
    // What is watched is told anew.
    if (this.#collector.watch !== null) return this.#read(word, last);
    const key = `${last ? 'last' : 'inner'} ${word}`;
    const known = this.#cache.get(key);
    if (known) return known;
    const match = this.#read(word, last);
    this.#cache.set(key, match);
    return match;
  }

  #read(word: string, last: boolean): WordMatch {
    const docs = this.#addLiteral(word, last);
    if (this.#isWord(word)) return docs > 0 ? this.#take(word, 'exact') : this.#readAbsent(word);
    if (picture.test(word)) return this.#take(word, 'exact');
    if (isHan(word)) return docs > 0 ? this.#withSound(word, docs) : this.#readNearHan(word);
    if (!anyLetter.test(word)) return this.#take(word, 'exact');
    const isPinyin = this.#addPatterns(this.#spell(word, false), docs > 0 ? SECOND_READING : 1);
    if (docs > 0) return this.#withInitials(word, docs);
    if (isPinyin) return this.#take(word, 'pinyin');
    const plain = plainLetters(word);
    if (this.#addPhrases(phrasesOfInitials(plain, this.#corpus))) return this.#take(word, 'initials');
    if (last && this.#addPatterns(this.#spell(word, true), 1)) return this.#take(word, 'pinyin');
    if (last && this.#addPhrases(longerPhrasesOfInitials(plain, this.#corpus))) return this.#take(word, 'initials');
    if (this.#addInnerInitials(plain)) return this.#take(word, 'initials');
    return this.#readNearLatin(word, plain);
  }

  /** Syllables with spaces between them, as one phrase: shu fa. */
  readSpaced(syllables: readonly string[]): WordMatch {
    this.#lookups++;
    this.#addPatterns(this.#spell(syllables.join(' '), false), 1);
    return this.#take(syllables.join(' '), 'pinyin');
  }

  /** The phrases a piece of the query was meant to be, by rank. */
  readPhrases(piece: string, phrases: readonly Phrase[], via: Via): WordMatch {
    this.#addPhrases(phrases);
    return this.#take(piece, via);
  }

  /** Whether letters are pinyin of two syllables or more that stand somewhere. */
  isPinyin(word: string): boolean {
    this.#lookups++;
    const patterns = this.#spell(word, false).filter((pattern) => pattern.length > 1);
    return patterns.some((pattern) => this.#corpus.fields.some((field) => occurs(field, pattern)));
  }

  /** Returns the number of documents, those of several fields as often. */
  #addLiteral(word: string, asPrefix: boolean): number {
    this.#lookups++;
    const text = plainOf(word);
    const pattern = patternOf(text);
    let docs = 0;
    for (const field of this.#corpus.fields) {
      const strings = findLiteral(field, text, asPrefix);
      docs += this.#collector.add(field, strings, pattern, 1);
    }
    return docs;
  }

  #addPatterns(patterns: readonly Pattern[], share: number): boolean {
    let docs = 0;
    for (const pattern of patterns) {
      for (const field of this.#corpus.fields) {
        docs += this.#collector.add(field, findPattern(field, pattern), pattern, share);
      }
    }
    return docs > 0;
  }

  /** What was found, and what only sounds so where that is very much more. */
  #withSound(word: string, docs: number): WordMatch {
    const { phrases } = this.#corpus;
    if (docs > fewDocs || word.length < 2 || this.#corpus.isPhrase(word)) return this.#take(word, 'exact');
    const alike = living(phrases.sounds.alike(word)).filter((phrase) => phrase.frequency >= docs * manyTimes);
    if (alike.length === 0) return this.#take(word, 'exact');
    this.#addPhrases(alike, SECOND_READING);
    return this.#take(word, 'homophone');
  }

  /** The same of letters: a single class with SF in its name must not hide all of 书法. */
  #withInitials(word: string, docs: number): WordMatch {
    if (docs > fewDocs) return this.#take(word, 'exact');
    const meant = phrasesOfInitials(plainLetters(word), this.#corpus).filter(
      ({ frequency }) => frequency >= docs * manyTimes,
    );
    if (meant.length === 0) return this.#take(word, 'exact');
    this.#addPhrases(meant, SECOND_READING);
    return this.#take(word, 'initials');
  }

  /** Nothing has the word: it may still be what an institution is called for short. */
  #readAbsent(word: string): WordMatch {
    const isShort = shortNameEnds.test(word) && this.#addShortNames(word);
    const match = this.#take(word, 'short');
    return { ...match, isAbsent: !isShort };
  }

  /** Phrases that may be meant by a word that nothing has, by rank. */
  guess(word: string): Phrase[] {
    const { phrases } = this.#corpus;
    const alike = isHan(word) ? living(phrases.sounds.alike(word)) : [];
    const near = isHan(word) ? phrasesNear(word, this.#corpus, mostPhrases) : [];
    return [...new Set([...alike, ...near])].slice(0, mostPhrases);
  }

  #addShortNames(word: string): boolean {
    const names = this.#corpus.fields.filter(
      ({ name }) => name === 'organiser' || name === 'place' || name === 'title',
    );
    return names.map((field) => addShortNames(this.#collector, field, word)).includes(true);
  }

  /** Names that people say without the ends of the divisions in them. */
  #addElided(word: string): boolean {
    for (const group of listElided(word)) {
      const docs = group.map((name) => {
        const pattern = patternOf(name);
        return this.#corpus.fields.reduce((sum, field) => sum + this.#addNames(field, pattern), 0);
      });
      if (docs.some((count) => count > 0)) return true;
    }
    return false;
  }

  #readNearHan(word: string): WordMatch {
    const { fields } = this.#corpus;
    if (this.#addElided(word) || this.#addShortNames(word)) return this.#take(word, 'short');
    if (this.#addHomophones(word)) return this.#take(word, 'homophone');
    if (word.length <= LONGEST_WHOLE) this.#addPhrases(phrasesNear(word, this.#corpus, mostPhrases));
    for (const pattern of patternsNear(word)) for (const field of fields) this.#addNames(field, pattern);
    return this.#take(word, 'typo');
  }

  /** In sentences a character more or less is no slip: only names count. */
  #addNames(field: FieldIndex, pattern: Pattern): number {
    if (field.name === 'description') return 0;
    const strings = findPattern(field, pattern);
    const names = field.name === 'title' ? strings.filter((string) => nameLength(field, string) > 0) : strings;
    return this.#collector.add(field, names, pattern, 1);
  }

  #readNearLatin(word: string, plain: string): WordMatch {
    const words = wordsNear(word, this.#corpus);
    for (const known of words) this.#addLiteral(known, false);
    if (words.length === 0 && letters.test(plain)) {
      this.#addPhrases(phrasesSpeltNear(plain, this.#corpus, mostPhrases));
    }
    return this.#take(word, 'typo');
  }

  #addHomophones(word: string): boolean {
    if (word.length < 2 || word.length > longestSound) return false;
    const pattern = soundsLike(word, this.#corpus.readings);
    let docs = 0;
    for (const field of this.#corpus.fields) docs += addHomophones(this.#collector, field, { word, pattern });
    return docs > 0;
  }

  #spell(word: string, partial: boolean): Pattern[] {
    const patterns = spellings(word, this.#corpus.readings, partial);
    // One unfinished syllable could be a tenth of all characters.
    return partial ? patterns.filter((pattern) => pattern.length > 1) : patterns;
  }

  /** Initials of a part of a name: lndx in 杭州市老年大学. */
  #addInnerInitials(word: string): boolean {
    const pattern = innerInitials(word, this.#corpus.readings);
    let docs = 0;
    for (const field of pattern ? this.#corpus.fields : []) {
      if (field.name !== 'description') docs += this.#collector.add(field, findPattern(field, pattern!), pattern!, 1);
    }
    return docs > 0;
  }

  /** Each phrase counts less than the one before. */
  #addPhrases(phrases: readonly Phrase[], first = 1): boolean {
    let share = first;
    for (const phrase of phrases.slice(0, mostPhrases)) {
      this.#addPatterns([patternOf(phrase.normalised)], share);
      share *= NEXT_PHRASE;
    }
    return phrases.length > 0;
  }

  #take(word: string, via: Via): WordMatch {
    const found = this.#collector.take();
    const count = found.rows.length;
    const idf = count > 0 ? Math.log(1 + this.#corpus.docCount / count) : 0;
    const isChance = via === 'exact' && isHan(word) && !this.#corpus.isPhrase(word);
    return {
      word,
      via: count > 0 ? via : 'none',
      idf,
      worth: isChance ? idf * CHANCE_WORD : idf,
      isAbsent: false,
      ...found,
    };
  }
}
