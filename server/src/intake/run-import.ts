import type { ClientBase } from 'pg';
import { NotPrepared } from './not-prepared.ts';
import { headerOf, readFile, type ReadFile, type ReadOptions } from './read-file.ts';
import type { Sheets } from './sheet/sheet.ts';
import type { Issue } from './reading/issues.ts';
import type { Reference } from './reading/reference.ts';
import { loadKnown } from './known.ts';
import { locate } from './locate.ts';
import { loadReference } from './reference.ts';
import { resolve, type Resolved } from './resolve/index.ts';
import { writePlans, type WriteResult } from './write/index.ts';

export interface ImportOptions extends Omit<ReadOptions, 'reference'> {
  /** Source system. */
  source: string;
  dryRun: boolean;
  onProgress?: (done: number, of: number) => void;
  /** Reads here unless told. */
  read?: (options: ReadOptions) => Promise<ReadFile>;
}
export interface ImportResult extends Omit<WriteResult, 'notPublished' | 'rejected'> {
  /** Rows of the file. */
  read: number;
  /** As the file has them. */
  file: Pick<ReadFile, 'headers' | 'rows'>;
  rejected: Issue[];
  warnings: Issue[];
  unknownColumns: string[];
  elsewhere: Resolved['elsewhere'];
  counties: Resolved['counties'];
  rough: Resolved['rough'];
  merged: number;
  reference: Reference;
}

/** Reads, checks and writes one file. Throws `BrokenFile` before anything is changed. */
export async function runImport(client: ClientBase, options: ImportOptions): Promise<ImportResult> {
  const { kind, sheets, source, dryRun, today, onProgress, read: reads = readFile, ...reading } = options;
  const reference = await loadReference(client, sheets);
  if (!reference) throw new NotPrepared();
  const file = await reads({ ...reading, kind, sheets, today, reference });

  const spots = file.drafts.flatMap(({ venues }) => venues.flatMap(({ spot }) => spot ?? []));
  const locations = await locate(client, spots);
  const known = await loadKnown(client, kind, source, sheets);
  const { plans, ...resolved } = resolve(file.drafts, {
    ...{ kind, sheets, reference, locations, known },
    headerOf: headerOf(file),
  });
  const { notPublished, ...written } = await writePlans(client, plans, {
    ...{ kind, sheets, source, dryRun, today },
    onProgress: (done) => onProgress?.(done, plans.length),
  });
  if (!dryRun && written.main.created + written.main.updated > 0) await analyze(client, sheets);
  const kept = notPublished.map(({ line, sourceId, state }): Issue => {
    return { line, column: headerOf(file)('id'), value: sourceId, code: 'not-published', detail: state };
  });
  return {
    ...resolved,
    ...written,
    read: file.read,
    file,
    rejected: [...file.rejected, ...resolved.rejected, ...written.rejected].sort((a, b) => a.line - b.line),
    warnings: [...resolved.warnings, ...kept].sort((a, b) => a.line - b.line),
    unknownColumns: file.unknownColumns,
    reference,
  };
}

/** The embedded database has no autovacuum to do it. */
async function analyze(client: ClientBase, sheets: Sheets) {
  const tables = sheets.all.flatMap(({ table, partTables }) => [table, ...partTables]);
  await client.query(`ANALYZE ${tables.join(', ')}`);
}
