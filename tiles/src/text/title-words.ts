import type { FieldIndex } from './field-index.ts';
import { HAN, KINDS } from './normalise.ts';

const LONGEST = 6;
/** Characters of a title that are read. */
const LONGEST_TITLE = 200;
/** Distinct titles read; words worth completing show up in far fewer. */
const SAMPLE = 8000;
const FEWEST = 4;
/** A word stands beside many characters; a piece of a longer word mostly beside the same one. */
const BOUND = 0.6;
/** Normalised pointwise mutual information (Bouma 2009) of the loosest cut: 书法 is near 1, 书法+初级 near 0.3. */
const COHERENCE = 0.45;

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
  let total = 0;
  const stride = Math.max(1, Math.floor(titles.count / SAMPLE));
  for (let string = 0, read = 0; string < titles.count; string += stride, read++) {
    const docs = titles.docs.starts[string + 1]! - titles.docs.starts[string]!;
    total += countGrams(grams, titles.units.subarray(titles.starts[string], titles.starts[string + 1]), docs);
    if (read % 1000 === 999) yield share;
  }
  const words = new Map<string, number>();
  for (const [text, { count, left, right }] of grams) {
    if (text.length === 1 || count < FEWEST || left.votes >= count * BOUND || right.votes >= count * BOUND) continue;
    if (coherenceOf(text, grams, total) >= COHERENCE) words.set(text, count * stride);
  }
  return words;
}

function coherenceOf(text: string, grams: ReadonlyMap<string, Gram>, total: number): number {
  const share = (part: string) => grams.get(part)!.count / total;
  const whole = share(text);
  let loosest = 1;
  for (let cut = 1; cut < text.length; cut++) {
    const ratio = whole / (share(text.slice(0, cut)) * share(text.slice(cut)));
    loosest = Math.min(loosest, Math.log(ratio) / -Math.log(whole));
  }
  return loosest;
}

/** Returns the number of characters, each as often as it has documents. */
function countGrams(grams: Map<string, Gram>, units: Uint16Array, docs: number): number {
  const text = String.fromCharCode(...units.subarray(0, LONGEST_TITLE));
  const at = (i: number) => (i >= 0 && i < text.length && KINDS[text.charCodeAt(i)] === HAN ? text.charCodeAt(i) : 0);
  let total = 0;
  for (let from = 0; from < text.length; from++) {
    if (at(from) === 0) continue;
    total += docs;
    for (let to = from + 1; to <= from + LONGEST && at(to - 1) !== 0; to++) {
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
  return total;
}
