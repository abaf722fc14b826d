import type { Crs } from '../formats/crs.ts';
import type { ClientBase } from 'pg';
import { readCampusesFile } from './formats/campuses-json.ts';
import { readCsvFile } from './formats/csv.ts';
import { readGeojsonFile } from './formats/geojson.ts';
import { readXlsxFile } from './formats/xlsx.ts';
import { NotPrepared } from './not-prepared.ts';
import type { Sheet, Sheets } from './sheet/sheet.ts';
import type { Draft } from './reading/drafts.ts';
import { RowFields } from './reading/fields.ts';
import type { Issue, Lang } from './reading/issues.ts';
import type { Reference } from './reading/reference.ts';
import { loadKnown } from './known.ts';
import { locate } from './locate.ts';
import { loadReference } from './reference.ts';
import { resolve, type Resolved } from './resolve/index.ts';
import { writePlans, type WriteResult } from './write/index.ts';

export const formats = ['csv', 'xlsx', 'geojson', 'campuses-json'] as const;
export type Format = (typeof formats)[number];

export interface ImportOptions {
  bytes: Uint8Array;
  kind: Sheet;
  sheets: Sheets;
  format: Format;
  /** Of a workbook; null: the only one that has the columns. */
  sheet: string | null;
  crs: Crs;
  /** Source system. */
  source: string;
  dryRun: boolean;
  lang: Lang;
  /** In Shanghai. */
  today: string;
  onProgress?: (done: number, of: number) => void;
}
export interface ImportResult extends Omit<WriteResult, 'notPublished' | 'rejected'> {
  /** Rows of the file. */
  read: number;
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
  const reference = await loadReference(client, options.sheets);
  if (!reference) throw new NotPrepared();
  const { drafts, rejected, read, unknownColumns, headerOf } = await readDrafts(reference, options);

  const spots = drafts.flatMap(({ venues }) => venues.flatMap(({ spot }) => spot ?? []));
  const locations = await locate(client, spots);
  const known = await loadKnown(client, options.kind, options.source, options.sheets);
  const resolved = resolve(drafts, {
    kind: options.kind,
    sheets: options.sheets,
    reference,
    locations,
    known,
    headerOf,
  });
  const { plans, warnings, elsewhere, counties, rough, merged } = resolved;
  const written = await writePlans(client, plans, {
    kind: options.kind,
    sheets: options.sheets,
    source: options.source,
    dryRun: options.dryRun,
    today: options.today,
    onProgress: (done) => options.onProgress?.(done, plans.length),
  });
  if (!options.dryRun && written.main.created + written.main.updated > 0) await analyze(client, options.sheets);
  const kept = written.notPublished.map(({ line, sourceId, state }): Issue => {
    return { line, column: headerOf('id'), value: sourceId, code: 'not-published', detail: state };
  });
  return {
    ...written,
    read,
    rejected: [...rejected, ...resolved.rejected, ...written.rejected].sort((a, b) => a.line - b.line),
    warnings: [...warnings, ...kept].sort((a, b) => a.line - b.line),
    unknownColumns,
    elsewhere,
    counties,
    rough,
    merged,
    reference,
  };
}

interface ReadFile {
  drafts: Draft[];
  rejected: Issue[];
  /** Rows of the file, good and bad. */
  read: number;
  unknownColumns: string[];
  headerOf: (key: string) => string;
}

async function readDrafts(reference: Reference, options: ImportOptions): Promise<ReadFile> {
  const { bytes, kind, format, crs, lang, today } = options;
  if (format === 'campuses-json') {
    const { drafts, rejected } = readCampusesFile(bytes, reference, crs);
    return { drafts, rejected, read: drafts.length + rejected.length, unknownColumns: [], headerOf: (key) => key };
  }
  const { columns, read: readRow } = kind;
  const source = await readRows(format, options);
  const labels = new Map(columns.map((column) => [column.key, column[lang]]));
  const headerOf = (key: string) => source.labels.get(key) ?? labels.get(key) ?? key;
  const rejected = [...source.rejected];
  const drafts: Draft[] = [];
  for (const row of source.rows) {
    const fields = new RowFields(row, headerOf);
    const draft = readRow(fields, { reference, crs, today });
    if (fields.issues.length > 0) rejected.push(...fields.issues);
    else drafts.push(draft);
  }
  const read = source.rows.length + source.rejected.length;
  return { drafts, rejected, read, unknownColumns: source.unknownColumns, headerOf };
}

function readRows(format: Exclude<Format, 'campuses-json'>, { bytes, kind, sheet }: ImportOptions) {
  if (format === 'xlsx') return readXlsxFile(bytes, kind.columns, sheet);
  return (format === 'csv' ? readCsvFile : readGeojsonFile)(bytes, kind.columns);
}

/** The embedded database has no autovacuum to do it. */
async function analyze(client: ClientBase, sheets: Sheets) {
  const tables = sheets.all.flatMap(({ table, partTables }) => [table, ...partTables]);
  await client.query(`ANALYZE ${tables.join(', ')}`);
}
