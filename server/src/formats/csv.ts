import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  /** Of the first character in the file, from 1. */
  line: number;
  cells: string[];
}
export interface CsvTable {
  delimiter: string;
  header: string[];
  /** Without empty lines; a row may be longer or shorter than the header. */
  rows: CsvRow[];
}

/** The text is no table: `line` is where it stops making sense, null where it is empty. */
export class CsvBroken extends Error {
  readonly line: number | null;
  constructor(line: number | null, message: string) {
    super(message);
    this.line = line;
  }
}

/** Reads delimited text (RFC 4180 quoting); the first line that is not empty is the header. Throws `CsvBroken`. */
export function parseCsv(text: string): CsvTable {
  const delimiter = findDelimiter(text);
  const rows = readRows(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), delimiter);
  const [header, ...rest] = rows;
  if (!header) throw new CsvBroken(null, 'the file is empty');
  return { delimiter, header: trimEnd(header.cells.map((cell) => cell.trim())), rows: rest };
}

/** Comma, semicolon or tab, whichever stands most often in the first line outside quotes. */
export function findDelimiter(text: string): string {
  const firstLine = /\S.*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

/** One table as CSV text: a byte order mark for Excel, CRLF, quotes where needed. */
export const toCsv = (rows: readonly (readonly string[])[]): string => `\uFEFF${toCsvRows(rows)}`;

/** Rows that follow others. */
export const toCsvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');

// A leading = + - @ would run as a formula when the list is opened in a spreadsheet; some take full width for plain.
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+@-]|^[\t\r\n]/u;
const NUMBER = /^-[\d.]+$/;

function toCell(value: string): string {
  const safe = FORMULA.test(value.normalize('NFKC')) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
  raw: string;
}

function readRows(text: string, delimiter: string): CsvRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
    const rows = records.map(({ record, info, raw }) => ({ line: startLine(info.lines, raw), cells: record }));
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new CsvBroken(Number(cause.lines) || null, cause.message);
  }
}

/** `info.lines` counts to the end of the record, which may span lines inside quotes. */
function startLine(endLine: number, raw: string): number {
  return endLine - (raw.trim().match(/\n/g)?.length ?? 0);
}

function trimEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
