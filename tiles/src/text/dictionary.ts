import { EVERYDAY_WORDS } from './everyday-words.ts';

/** Longer entries are rare, and a longer query is more often several words. */
const LONGEST = 6;
/** C++, C# and A+ are not c and a. */
const signed = /^[a-z][a-z0-9]{0,3}[＋＃]+$/;
const chinese = /^\p{Script=Han}+$/u;
/** Carries a dictionary of Chinese of its own: a stretch that is no word of it comes in pieces. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether a normalised text is one word people know: it is meant as it is written, and no slip. */
export function isDictionaryWord(text: string): boolean {
  if (EVERYDAY_WORDS.has(text) || signed.test(text)) return true;
  if (text.length < 2 || text.length > LONGEST || !chinese.test(text)) return false;
  const [first] = segmenter.segment(text);
  return first!.segment.length === text.length;
}

/** Longest of the everyday words. */
const LONGEST_EVERYDAY = 4;

/** Where words of a normalised text begin or end; what is in no dictionary is cut character by character. */
export function bordersOf(text: string): Set<number> {
  const borders = new Set([text.length]);
  for (const { index } of segmenter.segment(text)) borders.add(index);
  for (let from = 0; from < text.length; from++) {
    for (let to = from + 2; to <= Math.min(from + LONGEST_EVERYDAY, text.length); to++)
      if (EVERYDAY_WORDS.has(text.slice(from, to))) for (let at = from + 1; at < to; at++) borders.delete(at);
  }
  return borders;
}

/** The words in a stretch of which nothing is known otherwise, in order. */
export function listWords(stretch: string, isWord: (text: string) => boolean): string[] {
  return [...segmenter.segment(stretch)].flatMap(({ segment }) => (isWord(segment) ? [segment] : []));
}
