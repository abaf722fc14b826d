import type { Corpus } from './corpus.ts';
import { isOneEdit, isOneInnerEdit } from './one-edit.ts';
import type { Pattern } from './pattern.ts';
import { ANY, slotOf } from './pattern.ts';
import { living } from './phrase-book.ts';
import type { Phrase } from './phrases.ts';

/** A shorter word is one edit from too many others. */
const SHORTEST_LATIN = 4;
/** Up to here a word must become a whole phrase; longer ones may be part of any name. */
export const LONGEST_WHOLE = 3;
const LONGEST = 16;

/** Phrases that a short word of Chinese becomes by one edit inside it, by rank. */
export function phrasesNear(word: string, { phrases }: Corpus, most: number): Phrase[] {
  return phrases.shortOnes((phrase) => isOneInnerEdit(word, phrase.normalised) || isHalf(word, phrase), most);
}

/** One of two characters right is enough for what an editor or many titles call so. */
function isHalf(word: string, { normalised, source }: Phrase): boolean {
  if (word.length !== 2 || normalised.length !== 2 || (source !== 'topic' && source !== 'title')) return false;
  return word[0] === normalised[0] || word[1] === normalised[1];
}

/** What a longer word of Chinese may have been meant to be: one character inside replaced, left out, put in, or two swapped. */
export function patternsNear(word: string): Pattern[] {
  if (word.length <= LONGEST_WHOLE || word.length > LONGEST) return [];
  const slots = Array.from({ length: word.length }, (_, at) => slotOf(word.charCodeAt(at)));
  const patterns: Pattern[] = [];
  for (let at = 0; at < slots.length; at++) {
    const [before, after] = [slots.slice(0, at), slots.slice(at + 1)];
    const own = slots[at]!;
    if (at > 0) patterns.push([...before, ANY, own, ...after]);
    if (at > 0 && after.length > 0) patterns.push([...before, ANY, ...after], [...before, ...after]);
    if (after.length > 0 && after[0]!.id !== own.id) patterns.push([...before, after[0]!, own, ...after.slice(1)]);
  }
  return patterns;
}

/** English writes one sound two ways: calligrafy. */
const toSpoken = (word: string) => word.replaceAll('ph', 'f');

const isAlike = (a: string, b: string) => a === b || isOneEdit(a, b);

/** Words of Latin letters that occur, one edit from this one as written or as spoken. */
export function wordsNear(word: string, { fields }: Corpus): string[] {
  if (word.length < SHORTEST_LATIN) return [];
  const spoken = toSpoken(word);
  const isNear = (known: string) => isOneEdit(word, known) || isAlike(spoken, toSpoken(known));
  const near = new Set<string>();
  for (const field of fields) {
    if (field.name === 'description') continue;
    for (const term of field.latin) {
      const known = field.words[term]!;
      if (isNear(known) && field.changes.countTerm(field.terms, term) > 0) near.add(known);
    }
  }
  return [...near].sort();
}

/** Phrases whose pinyin is one edit from these letters, the higher ranks first. */
export function phrasesSpeltNear(letters: string, { phrases: { sounds } }: Corpus, most: number): Phrase[] {
  if (letters.length < SHORTEST_LATIN) return [];
  const found: Phrase[] = [];
  for (let length = letters.length - 1; length <= letters.length + 1; length++) {
    found.push(...sounds.spelt(length, (pinyin) => isOneEdit(letters, pinyin)));
  }
  return living(found).slice(0, most);
}
