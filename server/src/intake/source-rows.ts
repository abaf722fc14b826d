import type { Column } from './reading/columns.ts';
import type { Draft } from './reading/drafts.ts';
import type { SourceRow } from './reading/fields.ts';
import type { Issue } from './reading/issues.ts';

/** What a format makes of a file. */
export interface SourceRows {
  rows: SourceRow[];
  /** Rows of which nothing can be read. */
  rejected: Issue[];
  /** The name a column has in the file, by key. */
  labels: ReadonlyMap<string, string>;
  unknownColumns: string[];
}
/** Formats of one kind with their own shape give drafts. */
export interface SourceDrafts {
  drafts: Draft[];
  rejected: Issue[];
}

/** Zero, surrogates without their other half: neither text nor jsonb of PostgreSQL holds them. */
export function isStorable(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i.test(JSON.stringify(value) ?? '');
}

export const columnNames = (columns: readonly Column[]) => columns.map(({ zh, en }) => `${zh} (${en})`).join('、');
