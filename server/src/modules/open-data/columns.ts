import type { Kind } from '../../contract/kinds.ts';
import type { StoredThing } from '../../db/index.ts';
import { BESIDE } from './record.ts';

export interface FileColumn {
  key: string;
  zh: string;
  en: string;
}

/** Of one kind those of its import, of several all of theirs; then those beside them. */
export function columnsOf(things: readonly StoredThing[], kinds: ReadonlySet<Kind>): FileColumn[] {
  const asked = things.filter(({ kind }) => kinds.has(kind));
  const columns = new Map<string, FileColumn>();
  for (const { record } of asked) {
    for (const column of record.columns) if (!columns.has(column.key)) columns.set(column.key, column);
  }
  return [...columns.values(), ...BESIDE];
}
