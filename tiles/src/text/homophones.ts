import type { DocCollector } from './doc-weights.ts';
import type { FieldIndex } from './field-index.ts';
import type { Pattern } from './pattern.ts';
import { standsAt } from './pattern.ts';
import type { Readings } from './readings.ts';
import { FURTHER_SOUND } from './weights.ts';

/** The characters that sound like those of the word, position by position. */
export function soundsLike(word: string, readings: Readings): Pattern {
  return Array.from({ length: word.length }, (_, at) => readings.findAlike(word.charCodeAt(at)));
}

/** Adds strings where the pattern stands, those that differ from the word in fewer characters first. */
export function addHomophones(
  collector: DocCollector,
  field: FieldIndex,
  strings: Uint32Array,
  { word, pattern }: { word: string; pattern: Pattern },
): void {
  const byDistance: number[][] = [];
  for (const string of strings) (byDistance[distanceOf(field, string, word, pattern)] ??= []).push(string);
  byDistance.forEach((group, distance) => {
    collector.add(field, Uint32Array.from(group), pattern, FURTHER_SOUND ** distance);
  });
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
