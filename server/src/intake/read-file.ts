import type { Crs } from '../formats/crs.ts';
import { readCampusesFile } from './formats/campuses-json.ts';
import { readCsvFile } from './formats/csv.ts';
import { readGeojsonFile } from './formats/geojson.ts';
import { readICalendarFile } from './formats/icalendar.ts';
import { readRecords } from './formats/records.ts';
import { readXlsxFile } from './formats/xlsx.ts';
import type { Mapping } from './headers.ts';
import type { Draft } from './reading/drafts.ts';
import { RowFields } from './reading/fields.ts';
import type { Issue, Lang } from './reading/issues.ts';
import type { Reference } from './reading/reference.ts';
import type { Sheet, Sheets } from './sheet/sheet.ts';
import type { FileHeader, FileRow, SourceRows } from './source-rows.ts';

export const formats = ['csv', 'xlsx', 'geojson', 'icalendar', 'campuses-json'] as const;
/** `records`: items of a feed, which no file is. */
export type Format = (typeof formats)[number] | 'records';

export interface ReadOptions {
  bytes: Uint8Array;
  kind: Sheet;
  sheets: Sheets;
  format: Format;
  /** Of a workbook; null: the only one that has the columns. */
  sheet: string | null;
  crs: Crs;
  lang: Lang;
  /** In Shanghai. */
  today: string;
  reference: Reference;
  /** What headers mean where it is not as they say. */
  mapping?: Mapping;
}
/** Plain data, so that another thread can answer it. */
export interface ReadFile {
  headers: FileHeader[];
  /** Good and bad ones. */
  rows: FileRow[];
  drafts: Draft[];
  rejected: Issue[];
  /** Rows of the file. */
  read: number;
  unknownColumns: string[];
  /** What the file, or a template, calls a column, by key. */
  labels: Record<string, string>;
}

/** What a file says, before anything is asked of the database. Throws `BrokenFile`. */
export async function readFile(options: ReadOptions): Promise<ReadFile> {
  const { bytes, kind, format, crs, lang, today, reference } = options;
  if (format === 'campuses-json') {
    const { drafts, rejected, headers, table } = readCampusesFile(bytes, reference, crs);
    return { headers, rows: table, drafts, rejected, read: table.length, unknownColumns: [], labels: {} };
  }
  const source = await readRows(format, options);
  const labels = Object.fromEntries<string>([
    ...kind.columns.map((column): [string, string] => [column.key, column[lang]]),
    ...source.labels,
  ]);
  const said = new Map<number, Issue[]>();
  for (const warning of source.warnings ?? []) {
    said.set(warning.line, [...(said.get(warning.line) ?? []), warning]);
  }
  const rejected = [...source.rejected];
  const drafts: Draft[] = [];
  for (const row of source.rows) {
    const fields = new RowFields(row, headerOf({ labels }));
    const draft = kind.read(fields, { reference, crs, today });
    if (fields.issues.length > 0) rejected.push(...fields.issues);
    else drafts.push({ ...draft, warnings: [...(said.get(row.line) ?? []), ...draft.warnings] });
  }
  const { headers, table, unknownColumns } = source;
  return { headers, rows: table, drafts, rejected, read: table.length, unknownColumns, labels };
}

/** The name of a column in the file. */
export const headerOf =
  ({ labels }: Pick<ReadFile, 'labels'>) =>
  (key: string): string =>
    labels[key] ?? key;

async function readRows(
  format: Exclude<Format, 'campuses-json'>,
  { bytes, kind, sheet, mapping, today }: ReadOptions,
): Promise<SourceRows> {
  if (format === 'xlsx') return readXlsxFile(bytes, kind.columns, sheet, mapping);
  if (format === 'records') return readRecords(bytes, kind.columns);
  if (format === 'icalendar') return readICalendarFile(bytes, kind.columns, today);
  return (format === 'csv' ? readCsvFile : readGeojsonFile)(bytes, kind.columns, mapping);
}
