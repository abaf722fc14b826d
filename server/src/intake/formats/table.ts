import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import { matchHeaders, type Headers } from '../headers.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRow } from '../reading/fields.ts';
import { columnNames, withoutUnstorable, type SourceRows } from '../source-rows.ts';

export interface TableRow {
  /** As its file numbers it, from 1. */
  line: number;
  cells: string[];
}

/** Titles, units and remarks stand above the header of many a table. */
const LOOKED_AT = 30;

/** Rows of a table below its header, wherever that stands. Throws `BrokenFile` where it lacks columns. */
export function readTable(rows: readonly TableRow[], columns: readonly Column[]): SourceRows {
  const { at, header, headers } = findHeader(rows, columns);
  if (headers.missing.length > 0) throw new BrokenFile('missing-columns', columnNames(headers.missing));
  if (headers.repeated.length > 0) throw new BrokenFile('repeated-columns', headers.repeated.join('、'));
  const below = rows.slice(at + 1);
  if (below.length === 0) throw new BrokenFile('no-rows');
  if (below.length > MAX_ROWS) throw new BrokenFile('too-many-rows');

  const result: SourceRows = { rows: [], rejected: [], labels: headers.labels, unknownColumns: headers.unknown };
  for (const row of below) {
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

interface Found {
  at: number;
  header: string[];
  headers: Headers;
}

/** The first of those rows that name most columns. */
export function findHeader(rows: readonly TableRow[], columns: readonly Column[]): Found {
  const tried = rows.slice(0, LOOKED_AT).map(({ cells }, at): Found => {
    const header = trimEnd(cells.map((cell) => cell.trim()));
    return { at, header, headers: matchHeaders(header, columns) };
  });
  if (tried.length === 0) throw new BrokenFile('no-rows');
  return tried.reduce((best, next) => (next.headers.labels.size > best.headers.labels.size ? next : best));
}

function toSourceRow({ line, cells }: TableRow, header: string[], { keys, units }: Headers): SourceRow {
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
