import type { DocCollector } from './doc-weights.ts';
import type { FieldIndex } from './field-index.ts';
import { nameLength } from './names.ts';
import type { Pattern } from './pattern.ts';
import { slotOf } from './pattern.ts';

const FEWEST = 2;
const MOST = 4;
/** Beside a name itself, where or by whom it is held says little. */
const BESIDE_NAME = 0.25;

/** Adds strings that are names of institutions which the word shortens: 浙工大 for 浙江工业大学. */
export function addShortNames(collector: DocCollector, field: FieldIndex, word: string): boolean {
  if (word.length < FEWEST || word.length > MOST) return false;
  const first = word.charCodeAt(0);
  const byLength: number[][] = [];
  for (let string = 0; string < field.count; string++) {
    if (field.heads[string] !== first) continue;
    const length = nameLength(field, string);
    if (length > word.length && shortens(word, field, string, length)) (byLength[length] ??= []).push(string);
  }
  let docs = 0;
  byLength.forEach((group, length) => {
    const pattern: Pattern = [slotOf(first)];
    // The shorter the name, the likelier it is meant.
    const share = (word.length / length) * (field.name === 'title' ? 1 : BESIDE_NAME);
    docs += collector.add(field, Uint32Array.from(group), pattern, share);
  });
  return docs > 0;
}

/** Whether the characters of the word come in this order. */
function shortens(word: string, { units, starts }: FieldIndex, string: number, length: number): boolean {
  let next = 0;
  for (let at = starts[string]!; at < starts[string]! + length && next < word.length; at++) {
    if (units[at] === word.charCodeAt(next)) next++;
  }
  return next === word.length;
}
