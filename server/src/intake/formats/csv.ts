import { CsvBroken, parseCsv } from '../../formats/csv.ts';
import { decodeText } from '../../formats/text.ts';
import { BrokenFile } from '../broken-file.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRows } from '../source-rows.ts';
import { readTable } from './table.ts';

/** Rows of a CSV file. Throws `BrokenFile` where it is no table with the columns needed. */
export function readCsvFile(bytes: Uint8Array, columns: readonly Column[]): SourceRows {
  const { rows, broken } = parse(bytes);
  const source = readTable(rows, columns);
  const rejected = broken.map((line) => ({ line, column: '', value: '', code: 'stray-quote' as const, detail: '' }));
  return { ...source, rejected: [...source.rejected, ...rejected] };
}

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
