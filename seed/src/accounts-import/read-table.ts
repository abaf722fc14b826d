import { readFile, stat } from 'node:fs/promises';
import { CsvBroken, type CsvRow } from '@zlm/server/formats/csv';
import { decodeText } from '@zlm/server/formats/text';
import { BrokenFile, MAX_BYTES } from '@zlm/server/intake/broken-file';
import { matchHeaders } from '@zlm/server/intake/headers';
import { columnNames } from '@zlm/server/intake/source-rows';
import { COLUMNS } from './columns.ts';
import { TABLES, type Fault, type FaultCode, type TableName } from './faults.ts';
import { streamCsv } from './stream-csv.ts';
import { openText } from './text-file.ts';

/** One line; values that are empty, or cannot be used, are not there. */
export interface Row {
  line: number;
  /** Nothing of it was noted. */
  isWhole: boolean;
  values: ReadonlyMap<string, string>;
  /** Something about one of its values. */
  fault: (key: string, code: FaultCode, detail?: string) => Fault;
}
export type Note = (fault: Fault) => void;

export interface Table {
  name: TableName;
  /** Columns that are not taken. */
  unknown: readonly string[];
  /** From the first line on, as often as it is asked for; what cannot be read is noted. */
  rows(note: Note): AsyncGenerator<Row>;
}

const LONGEST = 500;
/** What would run when the table is opened; numbers like +86… do not. */
const FORMULA = /^[=@]|^[+-](?!\d[\d\s-]*$)/;

/** What is wrong with one cell whatever it says. */
function findFlaw(text: string): { code: FaultCode; detail?: string } | null {
  if (text.length > LONGEST) return { code: 'too-long', detail: String(LONGEST) };
  if (FORMULA.test(text)) return { code: 'formula' };
  return /\p{Cc}|\p{Cs}/u.test(text) ? { code: 'bad-characters' } : null;
}

function toRow(name: TableName, line: number, cells: Iterable<[string, string]>, labels: Labels, note: Note): Row {
  const fault = (key: string, code: FaultCode, detail = ''): Fault => ({
    table: name,
    line,
    column: key === '' ? '' : (labels.get(key) ?? key),
    code,
    detail,
  });
  const values = new Map<string, string>();
  let isWhole = true;
  for (const [key, cell] of cells) {
    // Marked as text where a table was written, as it is by our own.
    const text = cell.trim().replace(/^'(?=[=+@-])/, '');
    const flaw = findFlaw(text);
    if (flaw) note(fault(key, flaw.code, flaw.detail));
    if (flaw) isWhole = false;
    else if (text !== '') values.set(key, text);
  }
  for (const { key, required } of COLUMNS[name]) {
    if (!isWhole || !required || values.has(key)) continue;
    note(fault(key, 'missing'));
    isWhole = false;
  }
  return { line, isWhole, values, fault };
}
type Labels = ReadonlyMap<string, string>;

/** Read through once before anything is changed. Throws `BrokenFile`. */
export async function openCsvTable(name: TableName, file: string): Promise<Table> {
  const open = await openText(file);
  const lines = () => streamCsv(open());
  let header: string[] | null = null;
  let count = 0;
  try {
    for await (const { cells } of lines()) {
      if (header) count++;
      header ??= cells.map((cell) => cell.trim());
    }
  } catch (cause) {
    throw cause instanceof CsvBroken ? new BrokenFile('table', cause.message, file) : cause;
  }
  if (!header || count === 0) throw new BrokenFile('no-rows', '', file);
  const names = header;
  const { keys, labels, unknown, missing, repeated } = matchHeaders(names, COLUMNS[name]);
  if (missing.length > 0) throw new BrokenFile('missing-columns', columnNames(missing), file);
  if (repeated.length > 0) throw new BrokenFile('repeated-columns', repeated.join('、'), file);
  const read = ({ line, cells }: CsvRow, note: Note): Row | null => {
    const isTooLong = cells.slice(names.length).some((cell) => cell.trim() !== '');
    if (isTooLong || cells.length < Math.min(names.length, 2)) {
      note({ table: name, line, column: '', code: 'cell-count', detail: String(names.length) });
      return null;
    }
    const known = keys.flatMap((key, at): [string, string][] => (key === null ? [] : [[key, cells[at] ?? '']]));
    return toRow(name, line, known, labels, note);
  };
  return {
    name,
    unknown,
    async *rows(note) {
      let isHeader = true;
      for await (const line of lines()) {
        const row = isHeader ? null : read(line, note);
        isHeader = false;
        if (row) yield row;
      }
    },
  };
}

/** `{ "accounts": [{ … }], "roles": […], … }`; those that are not there are left to other files. Throws `BrokenFile`. */
export async function openJsonTables(file: string): Promise<Table[]> {
  const lists = await readJson(file);
  return TABLES.flatMap((name) => {
    const list = lists[name];
    if (list === undefined) return [];
    if (!Array.isArray(list)) throw new BrokenFile('json', `${name} must be a list`, file);
    return [toJsonTable(name, list)];
  });
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT'
      ? new BrokenFile('not-found', file)
      : new BrokenFile('unreadable', cause.message, file);
  });
  if ((await stat(file)).size > MAX_BYTES) throw new BrokenFile('too-big', '', file);
  const decoded = decodeText(bytes);
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw, '', file);
  try {
    const value = JSON.parse(decoded.text.replace(/^\uFEFF/, '')) as unknown;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw new BrokenFile('json', (cause as Error).message, file);
  }
  throw new BrokenFile('json', 'must be an object of lists', file);
}

function toJsonTable(name: TableName, list: readonly unknown[]): Table {
  const columns = new Map(
    COLUMNS[name].flatMap(
      ({ key, zh, en }) =>
        [
          [key, key],
          [zh, key],
          [en, key],
        ] as const,
    ),
  );
  const isObject = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const entries = list.map((value) => (isObject(value) ? Object.entries(value as object) : null));
  const unknown = new Set(
    entries.flatMap((pairs) => (pairs ?? []).flatMap(([key]) => (columns.has(key) ? [] : [key]))),
  );
  const read = (pairs: [string, unknown][] | null, line: number, note: Note): Row | null => {
    if (!pairs) note({ table: name, line, column: '', code: 'not-text', detail: '' });
    const known = (pairs ?? []).filter(([key]) => columns.has(key));
    const bad = known.filter(([, value]) => value !== null && typeof value !== 'string' && typeof value !== 'number');
    for (const [key] of bad) note({ table: name, line, column: key, code: 'not-text', detail: '' });
    if (!pairs || bad.length > 0) return null;
    const labels = new Map(known.map(([key]) => [columns.get(key)!, key]));
    const cells = known.map(([key, value]): [string, string] => [
      columns.get(key)!,
      value === null ? '' : String(value as string | number),
    ]);
    return toRow(name, line, cells, labels, note);
  };
  return {
    name,
    unknown: [...unknown],
    // eslint-disable-next-line @typescript-eslint/require-await -- read like a file
    async *rows(note) {
      for (const [at, pairs] of entries.entries()) {
        const row = read(pairs, at + 1, note);
        if (row) yield row;
      }
    },
  };
}
