import type { Corpus } from './corpus.ts';
import { normalise } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { accepts } from './pattern.ts';
import type { Phrase } from './phrases.ts';
import { beginsWithInitials } from './phrases.ts';
import { beginsWith } from './readings.ts';
import { plainLetters, spellings } from './spell.ts';

const letters = /^[a-z]+$/;

type Test = (phrase: Phrase) => boolean;

/** Phrases that what has been typed may become, by the surest reading and then by rank. */
export function completions(typed: string, limit: number, corpus: Corpus): Phrase[] {
  const text = normalise(typed).trim();
  if (text === '') return [];
  const { tests, mayStart } = readingsOf(text, corpus);
  const byReading: Phrase[][] = tests.map(() => []);
  for (const [char, phrases] of corpus.byFirst) {
    if (!mayStart(char)) continue;
    for (const phrase of phrases) {
      const reading = tests.findIndex((test) => test(phrase));
      if (reading >= 0) byReading[reading]!.push(phrase);
    }
  }
  const found = byReading.flatMap((phrases) => phrases.sort((a, b) => a.rank - b.rank)).slice(0, limit);
  // What only contains it comes last, so it is looked for only where there is room.
  const known = new Set(found);
  for (const phrase of found.length < limit ? corpus.phrases : []) {
    if (!known.has(phrase) && phrase.normalised.includes(text) && found.push(phrase) === limit) break;
  }
  return found;
}

/** Begins so; sounds so; sounds so once the last syllable is finished; has these initials. */
function readingsOf(text: string, corpus: Corpus): { tests: Test[]; mayStart: (char: number) => boolean } {
  const whole = spellings(text, corpus.readings, false);
  const partial = spellings(text, corpus.readings, true);
  const initials = plainLetters(text);
  const hasInitials = letters.test(initials);
  const tests: Test[] = [
    (phrase) => phrase.normalised.startsWith(text),
    (phrase) => whole.some((pattern) => begins(phrase.normalised, pattern)),
    (phrase) => partial.some((pattern) => begins(phrase.normalised, pattern)),
    (phrase) => hasInitials && beginsWithInitials(phrase, initials),
  ];
  const mayStart = (char: number): boolean =>
    char === text.charCodeAt(0) ||
    (hasInitials && beginsWith(char, initials.charCodeAt(0))) ||
    whole.some(([first]) => accepts(first!, char)) ||
    partial.some(([first]) => accepts(first!, char));
  return { tests, mayStart };
}

function begins(text: string, pattern: Pattern): boolean {
  return pattern.length <= text.length && pattern.every((slot, i) => accepts(slot, text.charCodeAt(i)));
}
