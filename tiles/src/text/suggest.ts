import type { Corpus } from './corpus.ts';
import { normalise } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { accepts } from './pattern.ts';
import type { Phrase } from './phrases.ts';
import { beginsWithInitials } from './phrases.ts';
import { plainLetters, spellings } from './spell.ts';

const letters = /^[a-z]+$/;
const tiers = 4;

/** Phrases that what has been typed may become: begins so, sounds so, has these initials, contains it. */
export function completions(typed: string, limit: number, corpus: Corpus): Phrase[] {
  const text = normalise(typed).trim();
  if (text === '') return [];
  const patterns = spellings(text, corpus.readings, true);
  const initials = plainLetters(text);
  const byTier: Phrase[][] = Array.from({ length: tiers }, () => []);
  for (const phrase of corpus.phrases) {
    const tier = tierOf(phrase, text, patterns, letters.test(initials) ? initials : null, corpus);
    if (tier < tiers) byTier[tier]!.push(phrase);
  }
  return byTier.flat().slice(0, limit);
}

function tierOf(
  phrase: Phrase,
  text: string,
  patterns: readonly Pattern[],
  initials: string | null,
  corpus: Corpus,
): number {
  if (phrase.normalised.startsWith(text)) return 0;
  if (patterns.some((pattern) => begins(phrase.normalised, pattern))) return 1;
  if (initials !== null && beginsWithInitials(phrase, initials, corpus.readings)) return 2;
  return phrase.normalised.includes(text) ? 3 : tiers;
}

function begins(text: string, pattern: Pattern): boolean {
  if (pattern.length > text.length) return false;
  return pattern.every((slot, i) => accepts(slot, text.charCodeAt(i)));
}
