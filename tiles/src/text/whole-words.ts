import type { Corpus } from './corpus.ts';
import { bordersOf } from './dictionary.ts';
import { textOf } from './field-index.ts';
import { findPattern } from './find-strings.ts';
import { patternOf } from './pattern.ts';
import type { Phrase } from './phrases.ts';

/** Titles that are looked at. */
const LOOKED_AT = 8;
/** Of those, how many must have the words whole: dictionaries err too. */
const SHARE = 0.75;

/** Whether a phrase is cut out of titles at the borders of words: 书法, and not 笔书法 of 毛笔书法. */
export function isWhole({ normalised, source }: Phrase, corpus: Corpus): boolean {
  if (source !== 'title') return true;
  const pattern = patternOf(normalised);
  let seen = 0;
  let whole = 0;
  for (const title of corpus.segmentsOf('title')) {
    for (const string of findPattern(title, pattern).subarray(0, LOOKED_AT)) {
      const text = textOf(title, string);
      const at = text.indexOf(normalised);
      if (at < 0 || seen === LOOKED_AT) continue;
      const borders = bordersOf(text);
      seen++;
      if (borders.has(at) && borders.has(at + normalised.length)) whole++;
    }
  }
  return whole >= SHARE * seen;
}
