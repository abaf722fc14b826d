import type { Corpus } from './corpus.ts';
import { bordersOf } from './dictionary.ts';
import { isLiving, textOf } from './field-index.ts';
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
  let seen = 0;
  let whole = 0;
  for (const text of sampleTitles(normalised, corpus)) {
    const at = text.indexOf(normalised);
    if (at < 0) continue;
    const borders = bordersOf(text);
    seen++;
    if (borders.has(at) && borders.has(at + normalised.length)) whole++;
  }
  return whole >= SHARE * seen;
}

/** Titles that documents have and that hold a phrase, by their hashes: the same ones however edits have parted the text. */
function sampleTitles(normalised: string, corpus: Corpus): string[] {
  const pattern = patternOf(normalised);
  const held = corpus.segmentsOf('title').flatMap((title) =>
    Array.from(findPattern(title, pattern))
      .filter((string) => isLiving(title, string))
      .map((string) => ({ hash: title.table.hashAt(string), text: () => textOf(title, string) })),
  );
  held.sort((a, b) => a.hash - b.hash || (a.text() < b.text() ? -1 : 1));
  return held.slice(0, LOOKED_AT).map(({ text }) => text());
}
