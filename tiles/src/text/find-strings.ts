import type { FieldIndex } from './field-index.ts';
import { bigramsOf, isLiving } from './field-index.ts';
import { lowerBound } from './lower-bound.ts';
import { HAN, splitRuns } from './normalise.ts';
import type { Pattern, Slot } from './pattern.ts';
import { accepts, ANY, findIn, patternOf, unitsOf } from './pattern.ts';
import { postingsOf } from './postings.ts';
import { bitsOf, hasBit, intersectRows, NO_ROWS, unionRows } from './row-lists.ts';

/** Few enough that reading the strings is cheaper than another intersection. */
const FEW = 32;
/** Rows of further pairs that cost as much as reading a string. */
const LOOK = 8;
/** Syllable pairs remembered per field, about 3 MB; all that people type are far fewer. */
const MOST_PAIRS = 20_000;

/** Strings of a field that contain the pattern, ascending; some may be left without documents. */
export function findPattern(field: FieldIndex, pattern: Pattern): Uint32Array {
  const strings = candidates(field, pattern);
  // Two characters are one bigram; more could be bigrams from different corners of the string.
  return pattern.length <= 2 ? strings : keepContaining(field, strings, pattern);
}

/** Whether any string that documents have contains the pattern. */
export function occurs(field: FieldIndex, pattern: Pattern): boolean {
  const strings = candidates(field, pattern);
  if (pattern.length <= 2) return strings.some((string) => isLiving(field, string));
  const single = unitsOf(pattern);
  return strings.some((string) => isLiving(field, string) && contains(field, string, pattern, single));
}

/** How many strings that documents have may contain single characters in this order: those with the rarest pair. */
export function atMost(segments: readonly FieldIndex[], pattern: Pattern): number {
  let fewest = Infinity;
  for (let j = 0; j + 1 < pattern.length; j++) {
    let strings = 0;
    for (const field of segments) {
      const [bigram] = bigramsOfPair(field, pattern[j]!, pattern[j + 1]!);
      if (bigram !== undefined) strings += field.changes.countBigram(field.bigrams, bigram);
    }
    fewest = Math.min(fewest, strings);
  }
  return fewest;
}

/** Strings with the bigrams of the pattern, of which one must be without ANY; when they are few not all are looked at. */
function candidates(field: FieldIndex, pattern: Pattern): Uint32Array {
  if (pattern.length === 0) return NO_ROWS;
  if (pattern.length === 1) return findCharacter(field, pattern[0]!);
  const pairs = [];
  for (let j = 0; j + 1 < pattern.length; j++) {
    if (pattern[j] === ANY || pattern[j + 1] === ANY) continue;
    const lists = listsOfPair(field, pattern[j]!, pattern[j + 1]!);
    if (lists.length === 0) return NO_ROWS;
    pairs.push({ lists, cost: lists.reduce((sum, list) => sum + list.length, 0) });
  }
  pairs.sort((a, b) => a.cost - b.cost);
  let strings = unionRows(pairs[0]!.lists, field.count);
  for (let i = 1; i < pairs.length && strings.length > FEW; i++) {
    const { lists, cost } = pairs[i]!;
    if (lists.length > 1 && cost > strings.length * LOOK) break;
    strings = narrow(strings, lists, field.count);
  }
  return strings;
}

function findCharacter(field: FieldIndex, slot: Slot): Uint32Array {
  const lists: Uint32Array[] = [];
  for (const char of slot.chars) {
    const [from, to] = bigramsOf(field, char);
    for (let i = from; i < to; i++) lists.push(postingsOf(field.bigrams, i));
  }
  return unionRows(lists, field.count);
}

function narrow(strings: Uint32Array, lists: readonly Uint32Array[], size: number): Uint32Array {
  if (lists.length === 1) return intersectRows(strings, lists[0]!);
  const bits = bitsOf(lists, size);
  return strings.filter((string) => hasBit(bits, string));
}

function listsOfPair(field: FieldIndex, first: Slot, second: Slot): Uint32Array[] {
  return Array.from(bigramsOfPair(field, first, second), (bigram) => postingsOf(field.bigrams, bigram));
}

/** The bigrams whose characters the two slots accept. */
export function bigramsOfPair(field: FieldIndex, first: Slot, second: Slot): ArrayLike<number> & Iterable<number> {
  if (first.set === null && second.set === null) {
    const key = first.id * 65536 + second.id;
    const at = lowerBound(field.keys, key);
    return field.keys[at] === key ? [at] : [];
  }
  const pair = first.id * 2 ** 20 + second.id;
  let found = field.pairs.get(pair);
  if (found === undefined) {
    found = scanPairs(field, first, second);
    if (field.pairs.size === MOST_PAIRS) field.pairs.clear();
    if (first.set !== null && second.set !== null) field.pairs.set(pair, found);
  }
  return found;
}

function scanPairs(field: FieldIndex, first: Slot, second: Slot): Uint32Array {
  const found: number[] = [];
  for (const char of first.chars) {
    const [from, to] = bigramsOf(field, char);
    for (let i = from; i < to; i++) if (accepts(second, field.keys[i]! & 0xffff)) found.push(i);
  }
  return Uint32Array.from(found);
}

function contains(
  { units, starts }: FieldIndex,
  string: number,
  pattern: Pattern,
  single: Uint16Array | null,
): boolean {
  return findIn(units, [starts[string]!, starts[string + 1]!], pattern, single) >= 0;
}

function keepContaining(field: FieldIndex, strings: Uint32Array, pattern: Pattern): Uint32Array {
  const single = unitsOf(pattern);
  const kept = new Uint32Array(strings.length);
  let n = 0;
  for (let i = 0; i < strings.length; i++) if (contains(field, strings[i]!, pattern, single)) kept[n++] = strings[i]!;
  return kept.subarray(0, n);
}

/** Strings with a word of letters and digits, or with one that begins so. */
function findTerm(field: FieldIndex, word: string, asPrefix: boolean): Uint32Array {
  let from = 0;
  let to = field.words.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (field.words[middle]! < word) from = middle + 1;
    else to = middle;
  }
  const lists = [];
  for (let i = from; i < field.words.length; i++) {
    const found = field.words[i]!;
    if (asPrefix ? !found.startsWith(word) : found !== word) break;
    lists.push(postingsOf(field.terms, i));
  }
  return unionRows(lists, field.count);
}

/** Strings that contain the word as it is written; `asPrefix` lets its last letters go on. */
export function findLiteral(field: FieldIndex, word: string, asPrefix: boolean): Uint32Array {
  const runs = splitRuns(word);
  let strings: Uint32Array | null = null;
  for (const [i, run] of runs.entries()) {
    const found: Uint32Array =
      run.kind === HAN
        ? findPattern(field, patternOf(run.text))
        : findTerm(field, run.text, asPrefix && i === runs.length - 1);
    strings = strings === null ? found : intersectRows(strings, found);
    if (strings.length === 0) return NO_ROWS;
  }
  if (strings === null || runs.length === 1) return strings ?? NO_ROWS;
  const whole = patternOf(word);
  return keepContaining(field, strings, whole);
}
