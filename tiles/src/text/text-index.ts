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
import { seek } from './row-lists.ts';
import { isHan } from './segment.ts';
import { completions } from './suggest.ts';
import type { Suggestion, TextDocs, TextMatch, Via } from './types.ts';
import { TITLE_PHRASE_BONUS } from './weights.ts';
import type { WordMatch } from './word-match.ts';
import { WordReader } from './word-match.ts';

const surestFirst: readonly Via[] = ['exact', 'pinyin', 'initials', 'relaxed', 'none'];

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
    const read = readWords(words.slice(0, MOST_WORDS), this.#reader);
    const found = withAll(read);
    if (found.rows.length > 0) return this.#answer(found, read, beyond, beyond.length > 0);
    const { matches, dropped } = loosen(read, this.#reader, this.#corpus);
    const kept = bestTogether(matches, this.count);
    const torn = matches.filter((match) => !kept.includes(match)).map((match) => match.word);
    return this.#answer(withAll(kept), kept, [...torn, ...dropped, ...beyond], true);
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
    const countOf = (phrase: string) => this.#countOf(phrase);
    return completions(prefix, limit, this.#corpus).map(({ text, source, normalised }) => ({
      text,
      source,
      // A search of its own, done for those who look.
      get count() {
        return countOf(normalised);
      },
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
