import type { FieldIndex } from './field-index.ts';
import { HAN, KINDS } from './normalise.ts';

const LONGEST = 6;
/** Distinct titles read; words worth completing show up in far fewer. */
const SAMPLE = 8000;
const FEWEST = 4;
/** A word stands beside many characters; a piece of a longer word mostly beside the same one. */
const BOUND = 0.6;

interface Gram {
  count: number;
  left: Neighbour;
  right: Neighbour;
}

/** Majority vote over the characters at one side (Boyer and Moore 1981): `votes` is how far `char` leads. */
interface Neighbour {
  char: number;
  votes: number;
}

function vote(side: Neighbour, char: number, count: number): void {
  // The end of a run counts as a character of its own each time.
  if (char === 0) side.votes -= Math.min(count, side.votes);
  else if (side.char === char) side.votes += count;
  else if (side.votes <= 0) {
    side.char = char;
    side.votes = count;
  } else side.votes -= count;
}

/** Frequent title words of 2 to 6 characters by number of documents, found without a dictionary; for sampled titles. */
export function* titleWords(titles: FieldIndex, share: number): Generator<number, Map<string, number>> {
  const grams = new Map<string, Gram>();
  const stride = Math.max(1, Math.floor(titles.count / SAMPLE));
  for (let string = 0, read = 0; string < titles.count; string += stride, read++) {
    const docs = titles.docs.starts[string + 1]! - titles.docs.starts[string]!;
    countGrams(grams, titles.units.subarray(titles.starts[string], titles.starts[string + 1]), docs);
    if (read % 1000 === 999) yield share;
  }
  const words = new Map<string, number>();
  for (const [text, { count, left, right }] of grams) {
    if (count >= FEWEST && left.votes < count * BOUND && right.votes < count * BOUND) words.set(text, count * stride);
  }
  return words;
}

function countGrams(grams: Map<string, Gram>, units: Uint16Array, docs: number): void {
  const text = String.fromCharCode(...units.subarray(0, 200));
  const at = (i: number) => (i >= 0 && i < text.length && KINDS[text.charCodeAt(i)] === HAN ? text.charCodeAt(i) : 0);
  for (let from = 0; from < text.length; from++) {
    if (at(from) === 0) continue;
    for (let to = from + 2; to <= from + LONGEST && at(to - 1) !== 0; to++) {
      const key = text.slice(from, to);
      let gram = grams.get(key);
      if (!gram) {
        gram = { count: 0, left: { char: 0, votes: 0 }, right: { char: 0, votes: 0 } };
        grams.set(key, gram);
      }
      gram.count += docs;
      vote(gram.left, at(from - 1), docs);
      vote(gram.right, at(to), docs);
    }
  }
}
