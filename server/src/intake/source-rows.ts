import type { Column } from './reading/columns.ts';
import type { Draft } from './reading/drafts.ts';
import type { SourceRow } from './reading/fields.ts';
import type { Issue } from './reading/issues.ts';

export interface FileHeader {
  header: string;
  /** Key of the column it names; null where unknown. */
  column: string | null;
}
/** A row as its author wrote it. */
export interface FileRow {
  /** Line of a table, number of a feature or entry; from 1. */
  line: number;
  /** In the order of the headers. */
  cells: string[];
}
/** All rows of a file, good and bad, in its own order. */
export interface FileTable {
  headers: FileHeader[];
  table: FileRow[];
}

/** What a format makes of a file. */
export interface SourceRows extends FileTable {
  rows: SourceRow[];
  /** Rows of which nothing can be read. */
  rejected: Issue[];
  /** The name a column has in the file, by key. */
  labels: ReadonlyMap<string, string>;
  unknownColumns: string[];
}
/** Formats of one kind with their own shape give drafts. */
export interface SourceDrafts extends FileTable {
  drafts: Draft[];
  rejected: Issue[];
}

/** Zero and surrogates without their other half, which PostgreSQL cannot hold, and control characters, which are no text. */
export function isStorable(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:00[01][0-9a-f]|d[89a-f][0-9a-f]{2})/i.test(JSON.stringify(value) ?? '');
}

/** Moves rows which cannot be kept to the rejected ones. */
export function withoutUnstorable(source: SourceRows, column: string): SourceRows {
  const rows = source.rows.filter(({ original }) => isStorable(original));
  const bad = source.rows.filter(({ original }) => !isStorable(original));
  const rejected = bad.map(({ line }) => ({ line, column, value: '', code: 'bad-characters' as const, detail: '' }));
  return { ...source, rows, rejected: [...source.rejected, ...rejected] };
}

export const columnNames = (columns: readonly Column[]) => columns.map(({ zh, en }) => `${zh} (${en})`).join('、');
