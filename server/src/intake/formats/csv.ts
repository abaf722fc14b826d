import { CsvBroken, fromCell, parseCsv, type CsvRow } from '../../formats/csv.ts';
import { decodeText } from '../../formats/text.ts';
import { BrokenFile } from '../broken-file.ts';
import type { Mapping } from '../headers.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRows } from '../source-rows.ts';
import { readTable } from './table.ts';

/** Rows of a CSV file. Throws `BrokenFile` where it is no table with the columns needed. */
export function readCsvFile(bytes: Uint8Array, columns: readonly Column[], told?: Mapping): SourceRows {
  const { rows, broken } = parse(bytes);
  const source = readTable(rows.map(plain), columns, told);
  const rejected = broken.map(({ line }) => ({
    line,
    column: '',
    value: '',
    code: 'stray-quote' as const,
    detail: '',
  }));
  const table = [...source.table, ...broken].sort((a, b) => a.line - b.line);
  return { ...source, table, rejected: [...source.rejected, ...rejected] };
}

/** What was disarmed when it was written is what it was. */
const plain = ({ line, cells }: CsvRow): CsvRow => ({ line, cells: cells.map(fromCell) });

function parse(bytes: Uint8Array) {
  const decoded = decodeText(bytes);
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw);
  try {
    return parseCsv(decoded.text);
  } catch (cause) {
    if (cause instanceof CsvBroken) throw new BrokenFile('table', cause.message);
    throw cause;
  }
}
