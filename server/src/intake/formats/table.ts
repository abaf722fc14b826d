import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import { matchHeaders, type Headers, type Mapping } from '../headers.ts';
import { isReasonHeader } from '../mend-file.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRow } from '../reading/fields.ts';
import { columnNames, withoutUnstorable, type FileHeader, type FileRow, type SourceRows } from '../source-rows.ts';

/** Titles, units and remarks stand above the header of many a table. */
const LOOKED_AT = 30;
/** Of a table that lacks columns. */
const SHOWN = 5;

/** Rows of a table below its header, wherever that stands. Throws `BrokenFile` where it lacks columns. */
export function readTable(rows: readonly FileRow[], columns: readonly Column[], told?: Mapping): SourceRows {
  const { at, header, headers, width } = findHeader(rows, columns, told);
  // What was said of a row goes with the row, not into it.
  const table = rows.slice(at + 1).map(({ line, cells }) => ({ line, cells: cells.slice(0, width) }));
  const named = toHeaders(header, headers);
  checkHeaders(headers, { headers: named, rows: table.slice(0, SHOWN) });
  if (table.length === 0) throw new BrokenFile('no-rows');
  if (table.length > MAX_ROWS) throw new BrokenFile('too-many-rows');

  const { labels, unknown } = headers;
  const result: SourceRows = { rows: [], rejected: [], labels, unknownColumns: unknown, headers: named, table };
  for (const row of table) {
    const extra = row.cells.slice(header.length).some((cell) => cell.trim() !== '');
    if (extra || row.cells.length < Math.min(header.length, 2)) {
      const [column, value] = [header[0]!, row.cells[0] ?? ''];
      result.rejected.push({ line: row.line, column, value, code: 'cell-count', detail: String(header.length) });
    } else {
      result.rows.push(toSourceRow(row, header, headers));
    }
  }
  return withoutUnstorable(result, header[0]!);
}

const toHeaders = (header: readonly string[], { keys }: Headers): FileHeader[] =>
  header.map((name, i) => ({ header: name, column: keys[i] ?? null }));

/** Throws `BrokenFile` with what is there. */
export function checkHeaders({ missing, repeated }: Headers, table: { headers: FileHeader[]; rows: FileRow[] }): void {
  if (missing.length > 0) throw new BrokenFile('missing-columns', columnNames(missing), null, { table });
  if (repeated.length > 0) throw new BrokenFile('repeated-columns', repeated.join('、'), null, { table });
}

interface Found {
  at: number;
  header: string[];
  headers: Headers;
  /** Without a last column that says why rows were not imported. */
  width: number | undefined;
}

/** The first of those rows that name most columns. */
export function findHeader(rows: readonly FileRow[], columns: readonly Column[], told?: Mapping): Found {
  const tried = rows.slice(0, LOOKED_AT).map(({ cells }, at): Found => {
    const whole = trimEnd(cells.map((cell) => cell.trim()));
    const width = whole.length > 1 && isReasonHeader(whole.at(-1)!) ? whole.length - 1 : undefined;
    const header = trimEnd(whole.slice(0, width));
    return { at, header, headers: matchHeaders(header, columns, told), width };
  });
  if (tried.length === 0) throw new BrokenFile('no-rows');
  return tried.reduce((best, next) => (next.headers.labels.size > best.headers.labels.size ? next : best));
}

function toSourceRow({ line, cells }: FileRow, header: string[], { keys, units }: Headers): SourceRow {
  const values = new Map<string, string>();
  const original: Record<string, string> = {};
  header.forEach((name, i) => {
    const cell = cells[i] ?? '';
    const key = keys[i];
    if (key) values.set(key, withUnit(cell, units[i] ?? null));
    if (cell !== '') original[name] = cell;
  });
  return { line, values, original };
}

/** 2 in 时长（小时） is 2小时. */
const withUnit = (cell: string, unit: string | null): string =>
  unit !== null && /^\s*\d[\d.,]*\s*$/.test(cell) ? cell.trim() + unit : cell;

const trimEnd = (cells: string[]): string[] => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
