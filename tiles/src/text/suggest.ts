import type { Corpus } from './corpus.ts';
import { normalise } from './normalise.ts';
import type { Pattern } from './pattern.ts';
import { accepts } from './pattern.ts';
import type { Phrase } from './phrases.ts';
import { beginsWithInitials } from './phrases.ts';
import { plainLetters, spellings } from './spell.ts';

const letters = /^[a-z]+$/;

type Test = (phrase: Phrase) => boolean;

/** Phrases that what has been typed may become, by the surest reading and then by rank. */
export function completions(typed: string, limit: number, corpus: Corpus): Phrase[] {
  const text = normalise(typed).trim();
  if (text === '') return [];
  const tests = readingsOf(text, corpus);
  const byReading: Phrase[][] = tests.map(() => []);
  for (const phrase of corpus.phrases) {
    const reading = tests.findIndex((test) => test(phrase));
    if (reading >= 0) byReading[reading]!.push(phrase);
  }
  return byReading.flat().slice(0, limit);
}

/** Begins so; sounds so; sounds so once the last syllable is finished; has these initials; contains it. */
function readingsOf(text: string, corpus: Corpus): Test[] {
  const whole = spellings(text, corpus.readings, false);
  const partial = spellings(text, corpus.readings, true);
  const tests: Test[] = [
    (phrase) => phrase.normalised.startsWith(text),
    (phrase) => whole.some((pattern) => begins(phrase.normalised, pattern)),
    (phrase) => partial.some((pattern) => begins(phrase.normalised, pattern)),
    (phrase) => phrase.normalised.includes(text),
  ];
  const initials = plainLetters(text);
  if (letters.test(initials)) tests.splice(3, 0, (phrase) => beginsWithInitials(phrase, initials));
  return tests;
}

function begins(text: string, pattern: Pattern): boolean {
  return pattern.length <= text.length && pattern.every((slot, i) => accepts(slot, text.charCodeAt(i)));
}
