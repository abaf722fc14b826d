import type { Corpus } from './corpus.ts';
import { normaliseTyped, plainOf } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { accepts } from './pattern.ts';
import type { Phrase } from './phrases.ts';
import { beginsWithInitials } from './phrases.ts';
import { beginsWith } from './readings.ts';
import { plainLetters, spellings } from './spell.ts';

const letters = /^[a-z]+$/;

/** One way to read what has been typed. */
interface Reading {
  /** Whether a phrase with this first code unit can pass. */
  head: (unit: number) => boolean;
  test: (phrase: Phrase) => boolean;
}

/** Phrases that what has been typed may become and that `isKept`, by the surest reading and then by rank. */
export function completions(
  typed: string,
  limit: number,
  corpus: Corpus,
  isKept: (phrase: Phrase) => boolean = () => true,
): Phrase[] {
  const text = normaliseTyped(typed).trim();
  if (text === '') return [];
  const found = new Set<Phrase>();
  for (const { head, test } of readingsOf(text, corpus)) {
    if (found.size >= limit) break;
    for (const phrase of corpus.phrases.beginning(head, test)) {
      if (found.size >= limit) break;
      if (!found.has(phrase) && isKept(phrase)) found.add(phrase);
    }
  }
  // Those that begin so are among those that hold it.
  if (found.size < limit) for (const phrase of corpus.phrases.holding(plainOf(text), limit, isKept)) found.add(phrase);
  return [...found].slice(0, limit);
}

/** Begins so; sounds so; sounds so once the last syllable is finished; has these initials. */
function* readingsOf(text: string, { readings }: Corpus): Generator<Reading> {
  const plain = plainOf(text);
  const first = plain.charCodeAt(0);
  yield { head: (unit) => unit === first, test: ({ normalised }) => normalised.startsWith(plain) };
  yield soundsLike(spellings(text, readings, false));
  yield soundsLike(spellings(text, readings, true));
  const initials = plainLetters(text);
  if (!letters.test(initials)) return;
  yield {
    head: (unit) => beginsWith(unit, initials.charCodeAt(0)),
    test: (phrase) => beginsWithInitials(phrase, initials),
  };
}

function soundsLike(patterns: readonly Pattern[]): Reading {
  const heads = new Set(patterns.flatMap(([first]) => first?.chars ?? []));
  return {
    head: (unit) => heads.has(unit),
    test: ({ normalised }) => patterns.some((pattern) => begins(normalised, pattern)),
  };
}

function begins(text: string, pattern: Pattern): boolean {
  return pattern.length <= text.length && pattern.every((slot, i) => accepts(slot, text.charCodeAt(i)));
}
