import { readXlsx, XlsxBroken, type Sheet } from '../../formats/xlsx/index.ts';
import { BrokenFile } from '../broken-file.ts';
import type { Mapping } from '../headers.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRows } from '../source-rows.ts';
import { findHeader, readTable } from './table.ts';

/** Rows of the one sheet that has the columns needed, or of the one that is named. Throws `BrokenFile`. */
export async function readXlsxFile(
  bytes: Uint8Array,
  columns: readonly Column[],
  name: string | null,
  told?: Mapping,
): Promise<SourceRows> {
  const sheets = (await read(bytes)).filter(({ rows }) => rows.length > 0);
  return readTable(choose(sheets, columns, name, told).rows, columns, told);
}

function choose(sheets: readonly Sheet[], columns: readonly Column[], wanted: string | null, told?: Mapping): Sheet {
  if (wanted !== null) {
    const named = sheets.find(({ name }) => name.trim() === wanted.trim());
    if (!named) throw ofSheets('no-such-sheet', sheets);
    return named;
  }
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const [fit, ...others] = shown.filter(({ rows }) => findHeader(rows, columns, told).headers.missing.length === 0);
  if (others.length > 0) throw ofSheets('several-sheets', [fit!, ...others]);
  // Where none fits the first one says what it lacks.
  const first = fit ?? shown[0];
  if (!first) throw new BrokenFile('no-rows');
  return first;
}

function ofSheets(reason: 'no-such-sheet' | 'several-sheets', all: readonly Sheet[]): BrokenFile {
  const sheets = all.map(({ name }) => name);
  return new BrokenFile(reason, sheets.join('、'), null, { sheets });
}

async function read(bytes: Uint8Array): Promise<Sheet[]> {
  try {
    return await readXlsx(bytes);
  } catch (cause) {
    if (!(cause instanceof XlsxBroken)) throw cause;
    throw new BrokenFile(`workbook-${cause.reason}`, cause.message);
  }
}
