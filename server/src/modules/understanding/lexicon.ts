import { FORMER_DIVISIONS } from '../../formats/former-divisions.ts';
import { SPOKEN_AUDIENCES } from '../../formats/spoken-terms/audiences.ts';
import type { SpokenTerm } from '../../formats/spoken-terms/spoken-term.ts';
import { SPOKEN_TOPICS } from '../../formats/spoken-terms/topics.ts';
import { SPOKEN_FORMATS, SPOKEN_MODES } from '../../formats/spoken-terms/ways.ts';
import { FILTER_NAMES, KIND_FILTER, rowOf, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { namesOf, type DivisionRow } from './division-names.ts';
import { keyOf, toTokens } from './tokens.ts';
import type { Entry, KindWords, Meaning } from './words/entry.ts';
import { POLITE_WORDS, WHOLE_WORDS, WIDE_WORDS } from './words/fillers.ts';
import { ACCESS_WORDS, NEAR_WORDS, OPEN_WORDS, SEAT_WORDS } from './words/others.ts';
import { PRICE_WORDS } from './words/prices.ts';
import { TIME_WORDS } from './words/times.ts';

/** What a word may mean; a weak one is also a piece of other words. */
export type Sense = { isWeak: boolean } & (
  | { is: 'filter'; means: Entry['means'] }
  | { is: 'division'; codes: string[] }
  | { is: 'near' }
  | { is: 'filler' }
  /** A word that stays one; of a topic when it is narrower than the topic: 古筝 of 器乐, which all of it is found by. */
  | { is: 'word'; isTopic: boolean }
);

/** Reference data of the catalogue the reader knows. */
export interface ReferenceRows {
  divisions: readonly DivisionRow[];
  terms: readonly {
    vocabulary: string;
    code: string;
    zh: string;
    en: string;
    /** Separated by slashes. */
    synonyms: string;
    replacedBy: string | null;
  }[];
}

export interface Lexicon {
  senses: ReadonlyMap<string, Sense>;
  /** Tokens of the longest word. */
  longest: number;
  divisions: ReadonlyMap<string, DivisionRow>;
}

/** The filters whose values are the terms of a vocabulary. */
const TERM_FILTERS = Object.fromEntries(
  FILTER_NAMES.flatMap((name) => {
    const vocabulary = rowOf(name)?.vocabulary;
    return vocabulary ? [[vocabulary, name]] : [];
  }),
) as Record<string, keyof Meaning | undefined>;

const toEntries = (terms: readonly SpokenTerm[], filter: keyof Meaning): Entry[] =>
  terms.map(({ codes, ...rest }) => ({ ...rest, means: { [filter]: codes.join(',') } }));

/** All words with what they mean; of equal words the first meaning stays. */
export function createLexicon({ divisions, terms }: ReferenceRows, kinds: readonly KindWords[]): Lexicon {
  const senses = new Map<string, Sense>();
  let longest = 0;
  const add = (word: string, sense: Sense) => {
    const tokens = toTokens(word);
    const key = keyOf(tokens);
    if (key === null || key === '') return;
    const known = senses.get(key);
    longest = Math.max(longest, tokens.length);
    if (known?.is === 'division' && sense.is === 'division') known.codes.push(...sense.codes);
    else if (!known) senses.set(key, sense);
  };
  const addEntries = (entries: readonly Entry[]) => {
    for (const { words, means, weak = false } of entries)
      for (const word of words) add(word, { is: 'filter', means, isWeak: weak });
  };
  const addDivisions = (which: 'full' | 'short', levels: readonly string[]) => {
    for (const division of divisions.filter(({ level }) => levels.includes(level)))
      for (const name of namesOf(division)[which])
        add(name, { is: 'division', codes: [division.code], isWeak: which === 'short' });
  };

  for (const word of WHOLE_WORDS) add(word, { is: 'word', isTopic: false, isWeak: true });
  const modes = toEntries(SPOKEN_MODES, 'mode');
  const audiences = toEntries(SPOKEN_AUDIENCES, 'audience');
  for (const table of [TIME_WORDS, PRICE_WORDS, modes, audiences, SEAT_WORDS, OPEN_WORDS]) addEntries(table);
  for (const word of NEAR_WORDS) add(word, { is: 'near', isWeak: false });
  addDivisions('full', ['city', 'county', 'township']);
  for (const { name, now } of FORMER_DIVISIONS)
    if (divisions.some(({ code }) => code === now)) add(name, { is: 'division', codes: [now], isWeak: false });
  addDivisions('short', ['city', 'county']);
  const naming = kinds.filter(({ words }) => words.mean === 'kind');
  const kindWords = naming.map(({ kind, words }): Entry => ({ ...words, means: { [KIND_FILTER]: kind } }));
  const topics = toEntries(SPOKEN_TOPICS, TOPIC_FILTER);
  for (const table of [topics, toEntries(SPOKEN_FORMATS, 'format'), ACCESS_WORDS, kindWords]) addEntries(table);
  for (const { vocabulary, code, zh, en, synonyms, replacedBy } of terms) {
    const name = TERM_FILTERS[vocabulary];
    if (!name || replacedBy !== null) continue;
    for (const word of [zh, en, ...synonyms.split('/')]) {
      // Titles are Chinese: those that have the very word come first when it is looked for.
      const isNarrower = name === TOPIC_FILTER && word !== zh && toTokens(word).some(({ isHan }) => isHan);
      const own: Sense = isNarrower
        ? { is: 'word', isTopic: true, isWeak: true }
        : { is: 'filter', means: { [name]: code }, isWeak: true };
      add(word, own);
    }
  }
  for (const word of POLITE_WORDS) add(word, { is: 'filler', isWeak: false });
  const wide = kinds.flatMap(({ words }) => (words.mean === 'anything' ? words.words : []));
  for (const word of [...WIDE_WORDS, ...wide]) add(word, { is: 'filler', isWeak: true });
  addDivisions('short', ['township']);
  return { senses, longest, divisions: new Map(divisions.map((division) => [division.code, division])) };
}
