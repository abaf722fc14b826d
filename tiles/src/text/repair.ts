import type { Corpus } from './corpus.ts';
import { living } from './phrase-book.ts';
import type { Phrase } from './phrases.ts';
import { LONGEST_SOUND } from './sounds.ts';
import { listWords } from './dictionary.ts';
import type { Via } from './types.ts';
import { phrasesNear } from './typos.ts';
import type { IsWord } from './word-match.ts';

interface Repaired {
  text: string;
  phrases: readonly Phrase[];
  via: Via;
}

/** A sentence has a slip or two; more tries would only find chance likenesses. */
const LONGEST = 16;
const FEWEST_FOR_TYPO = 3;
const MOST = 4;

/** What in a stretch that occurs nowhere was meant to be a phrase (学书发: 书法), and what is left of it. */
export function repair(stretch: string, corpus: Corpus, isWord: IsWord): { repaired: Repaired[]; left: string[] } {
  if (stretch.length < 2 || stretch.length > LONGEST) return { repaired: [], left: [stretch] };
  for (let length = Math.min(stretch.length, LONGEST_SOUND); length > 1; length--) {
    for (let from = 0; from + length <= stretch.length; from++) {
      const text = stretch.slice(from, from + length);
      // What is a word is no slip.
      const phrases = isWord(text) ? [] : living(corpus.phrases.sounds.alike(text));
      if (phrases.length === 0) continue;
      const before = from > 0 ? repair(stretch.slice(0, from), corpus, isWord) : NOTHING;
      const after = from + length < stretch.length ? repair(stretch.slice(from + length), corpus, isWord) : NOTHING;
      return {
        repaired: [...before.repaired, { text, phrases, via: 'homophone' }, ...after.repaired],
        left: [...before.left, ...after.left],
      };
    }
  }
  const isWhole = stretch.length < FEWEST_FOR_TYPO || listWords(stretch, isWord).length > 0;
  const phrases = isWhole ? [] : phrasesNear(stretch, corpus, MOST);
  if (phrases.length === 0) return { repaired: [], left: [stretch] };
  return { repaired: [{ text: stretch, phrases, via: 'typo' }], left: [] };
}

const NOTHING = { repaired: [], left: [] };
