import type { Corpus } from './corpus.ts';
import type { Pattern } from './pattern.ts';
import type { Phrase } from './phrases.ts';
import { beginsWithInitials } from './phrases.ts';
import type { Readings } from './readings.ts';
import { beginsWith } from './readings.ts';

const FEWEST = 2;
const MOST = 8;
/** Fewer would stand for chance neighbours. */
const FEWEST_INNER = 4;
const letters = /^[a-z]+$/;

const areInitials = (word: string, fewest = FEWEST): boolean =>
  word.length >= fewest && word.length <= MOST && letters.test(word);

/** Phrases of as many characters with these initials, by rank. */
export function phrasesOfInitials(word: string, { phrases }: Corpus): Phrase[] {
  if (!areInitials(word)) return [];
  return phrases.ofLength(word.length, (phrase) => beginsWithInitials(phrase, word));
}

/** Phrases that go on after these initials, by rank. */
export function longerPhrasesOfInitials(word: string, { phrases }: Corpus): Phrase[] {
  if (!areInitials(word)) return [];
  return phrases.beginning(
    (char) => beginsWith(char, word.charCodeAt(0)),
    (phrase) => phrase.normalised.length > word.length && beginsWithInitials(phrase, word),
  );
}

/** Characters in a row with these initials; null when they are too few or no character has one of them. */
export function innerInitials(word: string, readings: Readings): Pattern | null {
  if (!areInitials(word, FEWEST_INNER)) return null;
  const slots = [...word].map((letter) => readings.findPrefix(letter));
  return slots.includes(null) ? null : slots.flatMap((slot) => slot ?? []);
}
