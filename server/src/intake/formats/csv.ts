import { CsvBroken, parseCsv, type CsvRow } from '../../formats/csv.ts';
import { decodeText } from '../../formats/text.ts';
import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import type { Column } from '../reading/columns.ts';
import { matchHeaders, type Headers } from '../headers.ts';
import type { SourceRow } from '../reading/fields.ts';
import { columnNames, isStorable, type SourceRows } from '../source-rows.ts';

/** Rows of a CSV file. Throws `BrokenFile` where it is no table with the columns needed. */
export function readCsvFile(bytes: Uint8Array, columns: readonly Column[]): SourceRows {
  const table = parseTable(bytes);
  const headers = matchHeaders(table.header, columns);
  if (headers.missing.length > 0) throw new BrokenFile('missing-columns', columnNames(headers.missing));
  if (headers.repeated.length > 0) throw new BrokenFile('repeated-columns', headers.repeated.join('、'));
  if (table.rows.length === 0) throw new BrokenFile('no-rows');
  if (table.rows.length > MAX_ROWS) throw new BrokenFile('too-many-rows');

  const result: SourceRows = { rows: [], rejected: [], labels: headers.labels, unknownColumns: headers.unknown };
  for (const row of table.rows) {
    const extra = row.cells.slice(table.header.length).some((cell) => cell.trim() !== '');
    if (extra || row.cells.length < Math.min(table.header.length, 2)) {
      const [column, value] = [table.header[0]!, row.cells[0] ?? ''];
      result.rejected.push({ line: row.line, column, value, code: 'cell-count', detail: String(table.header.length) });
    } else {
      result.rows.push(toSourceRow(row, table.header, headers));
    }
  }
  return withoutUnstorable(result, table.header[0]!);
}

function parseTable(bytes: Uint8Array) {
  const decoded = decodeText(bytes);
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw);
  try {
    return parseCsv(decoded.text);
  } catch (cause) {
    if (cause instanceof CsvBroken) throw new BrokenFile('table', cause.message);
    throw cause;
  }
}

function toSourceRow({ line, cells }: CsvRow, header: string[], { keys }: Headers): SourceRow {
  const values = new Map<string, string>();
  const original: Record<string, string> = {};
  header.forEach((name, i) => {
    const cell = cells[i] ?? '';
    const key = keys[i];
    if (key) values.set(key, cell);
    if (cell !== '') original[name] = cell;
  });
  return { line, values, original };
}

/** Moves rows which the database cannot hold to the rejected ones. */
export function withoutUnstorable(source: SourceRows, column: string): SourceRows {
  const rows = source.rows.filter(({ original }) => isStorable(original));
  const bad = source.rows.filter(({ original }) => !isStorable(original));
  const rejected = bad.map(({ line }) => ({ line, column, value: '', code: 'bad-characters' as const, detail: '' }));
  return { ...source, rows, rejected: [...source.rejected, ...rejected] };
}
