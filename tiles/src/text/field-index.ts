import type { FieldChanges, FieldStrings } from './field-changes.ts';
import { lowerBound } from './lower-bound.ts';
import { hashOf, type StringTable } from './string-table.ts';
import { isTextIn, textIn, type TextPool } from './text-pool.ts';
import type { FieldName } from './weights.ts';

/** Strings of one field: what they contain, and who has them. Those of a load are one segment, those of edits others. */
export interface FieldIndex extends FieldStrings {
  name: FieldName;
  /** First character of each string that is no separator, 0 for none. */
  heads: Uint16Array;
  /** Which words are of Latin letters only. */
  latin: Uint32Array;
  /** What edits made of it. */
  changes: FieldChanges;
  /** Where the segment begins among all strings of the field. */
  offset: number;
  /** Strings as they came, where that tells them apart; null where the normalised text does. */
  raws: TextPool | null;
  /** Strings by the one or the other. */
  table: StringTable;
  /** Bigrams by pair of syllables, filled as they are asked for. */
  pairs: Map<number, Uint32Array>;
}

/** Bytes held in typed arrays. */
export function byteLengthOf(field: FieldIndex): number {
  const arrays = [field.units, field.starts, field.heads, field.keys];
  const postings = [field.bigrams, field.terms, field.docs];
  const lists = postings.flatMap((p) => [p.starts, p.rows]);
  const others = field.changes.byteLength + field.table.byteLength + (field.raws?.byteLength ?? 0);
  return [...arrays, ...lists].reduce((sum, array) => sum + array.byteLength, others);
}

/** The normalised text of a string. */
export function textOf({ units, starts }: FieldIndex, string: number): string {
  return textIn(units, starts[string]!, starts[string + 1]!);
}

/** A string as it came; where that is not kept, its normalised text. */
export function rawOf(field: FieldIndex, string: number): string {
  return field.raws?.get(string) ?? textOf(field, string);
}

/** The string of a segment, -1 when it has none such. */
export function findString({ raws, table, units, starts }: FieldIndex, raw: string, text: string): number {
  if (raws) return table.find(hashOf(raw), (id) => raws.is(id, raw));
  return table.find(hashOf(text), (id) => isTextIn(units, starts[id]!, starts[id + 1]!, text));
}

/** Documents that have a string. */
export function docsOf({ docs: { starts, rows }, changes }: FieldIndex, string: number): Uint32Array {
  return changes.docsOf(string) ?? rows.subarray(starts[string], starts[string + 1]);
}

/** Whether a document has the string; only edits leave some that none has. */
export function isLiving({ changes }: FieldIndex, string: number): boolean {
  return changes.docsOf(string)?.length !== 0;
}

/** The bigrams that begin with a character, as a half-open range. */
export function bigramsOf(field: FieldIndex, char: number): [from: number, to: number] {
  const key = char * 65536;
  return [lowerBound(field.keys, key), lowerBound(field.keys, key + 65536)];
}
