import type { DocCollector } from './doc-weights.ts';
import type { FieldIndex } from './field-index.ts';
import { bigramsOfPair, findPattern } from './find-strings.ts';
import type { Pattern } from './pattern.ts';
import { standsAt } from './pattern.ts';
import { postingsOf } from './postings.ts';
import type { Readings } from './readings.ts';
import { bitsOf, hasBit, unionRows } from './row-lists.ts';
import { FURTHER_SOUND } from './weights.ts';

/** The characters that sound like those of the word, position by position. */
export function soundsLike(word: string, readings: Readings): Pattern {
  return Array.from({ length: word.length }, (_, at) => readings.findAlike(word.charCodeAt(at)));
}

/** Adds strings where the pattern stands, those that differ from the word in fewer characters first; returns how many documents. */
export function addHomophones(
  collector: DocCollector,
  field: FieldIndex,
  { word, pattern }: { word: string; pattern: Pattern },
): number {
  const byDistance =
    word.length === 2 ? pairsByDistance(field, word, pattern) : stringsByDistance(field, word, pattern);
  return byDistance.reduce(
    (docs, strings, distance) => docs + collector.add(field, strings, pattern, FURTHER_SOUND ** distance),
    0,
  );
}

/** Two characters are one bigram, which tells its distance. */
function pairsByDistance(field: FieldIndex, word: string, [first, second]: Pattern): Uint32Array[] {
  const lists: Uint32Array[][] = [[], [], []];
  for (const bigram of bigramsOfPair(field, first!, second!)) {
    const key = field.keys[bigram]!;
    const distance = Number(key >>> 16 !== word.charCodeAt(0)) + Number((key & 0xffff) !== word.charCodeAt(1));
    lists[distance]!.push(postingsOf(field.bigrams, bigram));
  }
  const [same, near, far] = lists.map((some) => unionRows(some, field.count));
  const nearOnly = without(near!, same!, field.count);
  return [same!, nearOnly, without(without(far!, same!, field.count), nearOnly, field.count)];
}

function without(strings: Uint32Array, others: Uint32Array, size: number): Uint32Array {
  if (strings.length === 0 || others.length === 0) return strings;
  const bits = bitsOf([others], size);
  return strings.filter((string) => !hasBit(bits, string));
}

function stringsByDistance(field: FieldIndex, word: string, pattern: Pattern): Uint32Array[] {
  const groups: number[][] = Array.from({ length: word.length + 1 }, () => []);
  for (const string of findPattern(field, pattern)) groups[distanceOf(field, string, word, pattern)]!.push(string);
  return groups.map((group) => Uint32Array.from(group));
}

/** In how many characters the nearest place differs where the pattern stands. */
function distanceOf({ units, starts }: FieldIndex, string: number, word: string, pattern: Pattern): number {
  let nearest = word.length;
  const last = starts[string + 1]! - word.length;
  for (let at = starts[string]!; at <= last; at++) {
    if (!standsAt(pattern, units, at)) continue;
    let distance = 0;
    for (let j = 0; j < word.length; j++) if (units[at + j] !== word.charCodeAt(j)) distance++;
    nearest = Math.min(nearest, distance);
  }
  return nearest;
}
