import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  /** Of the first character in the file, from 1. */
  line: number;
  cells: string[];
}
export interface CsvTable {
  /** Without empty lines, the header among them; each as long as it is. */
  rows: CsvRow[];
  /** Lines that cannot be read for a quote that stands astray, cut at every mark. */
  broken: CsvRow[];
}

/** The text is no table: `line` is where it stops making sense, null where it is empty. */
export class CsvBroken extends Error {
  readonly line: number | null;
  constructor(line: number | null, message: string) {
    super(message);
    this.line = line;
  }
}

const MARKS = [',', ';', '\t', '|'];
/** A title may stand above the header. */
const LOOKED_AT = 8;

/** Reads delimited text (RFC 4180 quoting); a quote that stands astray costs its line. Throws `CsvBroken` where there is nothing. */
export function parseCsv(text: string): CsvTable {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Excel's own way to name the delimiter; the line stays, so that those below keep their numbers.
  const told = /^sep=(.)\n/i.exec(plain)?.[1];
  const body = told === undefined ? plain : plain.replace(/^.*/, '');
  const table = readRows(body, told ?? findDelimiter(body));
  if (table.rows.length + table.broken.length === 0) throw new CsvBroken(null, 'the file is empty');
  return table;
}

/** Whichever mark stands most often in one of the first lines, outside quotes. */
export function findDelimiter(text: string): string {
  const lines = text.replace(/"[^"]*"/g, '').split('\n', LOOKED_AT);
  const counts = MARKS.map((mark) => ({ mark, count: Math.max(...lines.map((line) => line.split(mark).length)) }));
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

const isFormula = (value: string) => FORMULA.test(value.normalize('NFKC')) && !NUMBER.test(value);

/** A cell without the mark that `toCsv` puts before a formula. */
export const fromCell = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;

function toCell(value: string): string {
  const safe = isFormula(value) ? `'${value}` : value;
  return /[",\r\n;\t|]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
  raw: string;
}

function readRows(text: string, delimiter: string): CsvTable {
  const rows = readWhole(text, delimiter);
  return rows ? { rows, broken: [] } : readPieces(text, delimiter);
}

/** Null where a quote stands astray. */
function readWhole(text: string, delimiter: string): CsvRow[] | null {
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
    if (cause instanceof CsvError) return null;
    throw cause;
  }
}

/** How many lines a quoted cell may span where others are broken. */
const MOST_LINES = 20;

/** Line by line: one with an open quote goes on to the next that closes it, or is broken alone. */
function readPieces(text: string, delimiter: string): CsvTable {
  const lines = text.split('\n');
  const table: CsvTable = { rows: [], broken: [] };
  for (let at = 0; at < lines.length; at++) {
    const span = spanOf(lines, at);
    const rows = readWhole(lines.slice(at, at + span).join('\n'), delimiter);
    if (rows) table.rows.push(...rows.map(({ line, cells }) => ({ line: line + at, cells })));
    else table.broken.push({ line: at + 1, cells: lines[at]!.split(delimiter) });
    if (rows) at += span - 1;
  }
  return table;
}

const isOpen = (line: string) => line.split('"').length % 2 === 0;

function spanOf(lines: readonly string[], at: number): number {
  if (!isOpen(lines[at]!)) return 1;
  const closing = lines.slice(at + 1, at + MOST_LINES).findIndex(isOpen);
  return closing < 0 ? 1 : closing + 2;
}

/** `info.lines` counts to the end of the record, which may span lines inside quotes. */
function startLine(endLine: number, raw: string): number {
  return endLine - (raw.trim().match(/\n/g)?.length ?? 0);
}
