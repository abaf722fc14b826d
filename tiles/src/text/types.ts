import type { TextFields } from '../input/types.ts';
import type { FieldName } from './weights.ts';

/** Documents by number; one without text is never found. */
export interface TextSource {
  count: number;
  get(doc: number): TextFields | undefined;
}

export type TextDocs = readonly (TextFields | undefined)[] | TextSource;

/** How a query was understood, from the surest reading to none. */
export type Via = (typeof SUREST_FIRST)[number];
export const SUREST_FIRST = ['exact', 'short', 'pinyin', 'initials', 'homophone', 'typo', 'relaxed', 'none'] as const;

export interface TextMatch {
  /** Document numbers, ascending. */
  rows: Uint32Array;
  /** Relevance of each row, higher is better; comparable within one match only. */
  scores: Float32Array;
  via: Via;
  /** Words of the query that the rows need not contain. */
  dropped: string[];
  /** Words people know that nothing has: because of them nothing is found. */
  absent: string[];
  /** What may be meant by them. */
  guesses: string[];
}

export type PhraseSource = 'topic' | 'organiser' | 'place' | 'title';

export interface Suggestion {
  text: string;
  source: PhraseSource;
}

/** Where the text score of a document comes from: per word idf times the sum of its fields, and the bonus. */
export interface TextWhy {
  via: Via;
  dropped: string[];
  score: number;
  words: { word: string; via: Via; idf: number; fields: Partial<Record<FieldName, number>> }[];
  /** For the words in a row in the title. */
  phraseBonus: number;
}
