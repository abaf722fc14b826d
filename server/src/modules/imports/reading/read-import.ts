import type pg from 'pg';
import type { ImportFormat, RowVerdict } from '../../../contract/import-states.ts';
import type { PinKind } from '../../../contract/form.ts';
import type { Database, PinnedKind } from '../../../db/index.ts';
import type { Crs } from '../../../formats/crs.ts';
import { toDay } from '../../../formats/shanghai-time.ts';
import { BrokenFile } from '../../../intake/broken-file.ts';
import { matchHeaders, type Mapping } from '../../../intake/headers.ts';
import type { ReadFile, ReadOptions } from '../../../intake/read-file.ts';
import { readInWorker } from '../../../intake/reading-thread.ts';
import { loadReference } from '../../../intake/reference.ts';
import type { Sheet } from '../../../intake/sheet/sheet.ts';
import type { FileHeader, FileRow } from '../../../intake/source-rows.ts';
import type { JobKind } from '../../../module.ts';
import { openFor } from '../as-account.ts';
import { MOST_FILE_ROWS } from '../schema.ts';
import { checkFile } from './check-file.ts';
import { loadSheets, sheetOf } from './sheets-here.ts';
import type { NewRow } from './verdicts.ts';

const MOST_TRIES = 3;
const AT_ONCE = 250;
const LIMITS = { longestMs: 60_000, memoryMb: 512 };

interface ImportToRead {
  id: string;
  kind: PinKind;
  format: ImportFormat;
  bytes: Buffer;
  crs: Crs;
  sheet: string | null;
  mapping: (string | null)[] | null;
  headers: { name: string }[];
  institution_id: number;
  institution: string;
  division: string | null;
  is_demo: boolean;
}
/** Why a file cannot be read: of the engine, or of what is asked here. */
export interface Broken {
  reason: string;
  detail: string;
}

/** Reads the file and says what each row would do. Begun again it begins anew. */
export const readImportJob: JobKind = {
  kind: 'imports.read',
  mostAttempts: MOST_TRIES,
  run: async (parts, { payload, attempt, now, signal }) => {
    const id = String(payload['import']);
    const { database } = parts;
    const { rows } = await database.pool.query<ImportToRead>(
      `SELECT i.id, i.kind, i.format, i.bytes, i.crs, i.sheet, i.mapping, i.headers, i.institution_id::float8 AS institution_id,
         n.name AS institution, n.division, n.is_demo
       FROM imports i JOIN institutions n ON n.id = i.institution_id WHERE i.id = $1 AND i.state = 'reading'`,
      [id],
    );
    const [found] = rows;
    if (!found) return;
    const opened = await openFor(database, id);
    if (!opened) return breakOff(database.pool, id, { reason: 'not-yours', detail: '' });
    const pinned = parts.pinned.find(({ kind }) => kind === found.kind)!;
    try {
      const { proof } = opened.actor;
      await database.maintain((client) => read(client, found, { pinned, today: toDay(now), proof, signal }));
    } catch (cause) {
      signal.throwIfAborted();
      if (attempt >= MOST_TRIES) await breakOff(database.pool, id, { reason: 'failed', detail: '' });
      throw cause;
    } finally {
      await opened.end();
    }
  },
};

interface Reading {
  pinned: PinnedKind;
  today: string;
  proof: string;
  signal: AbortSignal;
}

async function read(client: pg.Client, found: ImportToRead, { pinned, today, proof, signal }: Reading): Promise<void> {
  const sheets = await loadSheets(client);
  const sheet = sheetOf(sheets, found.kind);
  const reference = await loadReference(client, sheets);
  if (!reference) return breakOff(client, found.id, { reason: 'not-prepared', detail: '' });
  const options: ReadOptions = {
    ...{ bytes: found.bytes, kind: sheet, sheets, format: found.format, sheet: found.sheet, crs: found.crs },
    ...{ lang: 'zh', today, reference },
  };
  try {
    const { file, mapping, isRemembered } = await readMapped(client, found, options, signal);
    if (file.read > MOST_FILE_ROWS) throw new BrokenFile('too-many-rows');
    await noteHeaders(client, found.id, { ...file, sheet, mapping, isRemembered });
    const { institution_id, institution: name, division, is_demo: isDemo } = found;
    const institution = { id: institution_id, name, division, isDemo };
    const checking = { pinned, sheet, sheets, reference, kind: found.kind, institution, today, proof };
    const rows = await checkFile(client, file, checking);
    await writeRows(client, found.id, rows, file.read, signal);
  } catch (cause) {
    if (!(cause instanceof BrokenFile)) throw cause;
    const { reason, detail, shown } = cause;
    if (shown.table) {
      const { headers, rows } = shown.table;
      await noteHeaders(client, found.id, { headers, rows, sheet, mapping: found.mapping, isRemembered: false });
    }
    const asks = isAbout(reason);
    await breakOff(client, found.id, { reason, detail }, { asks, sheets: shown.sheets ?? null });
  }
}

const isAbout = (reason: string) =>
  ['several-sheets', 'no-such-sheet'].includes(reason)
    ? ('sheet' as const)
    : ['missing-columns', 'repeated-columns'].includes(reason)
      ? ('mapping' as const)
      : null;

/** As somebody said its columns are, or said of an earlier file with the same headers, or as they are called. */
async function readMapped(client: pg.Client, found: ImportToRead, options: ReadOptions, signal: AbortSignal) {
  const reads = (mapping: Mapping | null) =>
    readInWorker({ ...options, ...(mapping && { mapping }) }, { ...LIMITS, signal });
  if (found.mapping) {
    const names = found.headers.map(({ name }) => name);
    return { file: await reads(toMapping(names, found.mapping)), mapping: found.mapping, isRemembered: false };
  }
  let first: ReadFile | BrokenFile;
  try {
    first = await reads(null);
  } catch (cause) {
    if (!(cause instanceof BrokenFile)) throw cause;
    first = cause;
  }
  const headers = first instanceof BrokenFile ? (first.shown.table?.headers ?? []) : first.headers;
  const remembered = await findMapping(client, found, headers);
  if (remembered) {
    const names = headers.map(({ header }) => header);
    return { file: await reads(toMapping(names, remembered)), mapping: remembered, isRemembered: true };
  }
  if (first instanceof BrokenFile) throw first;
  return { file: first, mapping: null, isRemembered: false };
}

/** Headers are told by what they are called; of equal ones the last is meant. */
const toMapping = (names: readonly string[], keys: readonly (string | null)[]): Mapping =>
  Object.fromEntries(names.map((name, at) => [name, keys[at] ?? null]));

async function findMapping(client: pg.Client, found: ImportToRead, headers: readonly FileHeader[]) {
  if (headers.length === 0) return null;
  const { rows } = await client.query<{ mapping: (string | null)[] }>(
    `SELECT mapping FROM import_mappings WHERE institution_id = $1 AND kind = $2
       AND header_hash = sha256(convert_to(($3::jsonb)::text, 'UTF8'))`,
    [found.institution_id, found.kind, JSON.stringify(headers.map(({ header }) => header))],
  );
  return rows[0]?.mapping ?? null;
}

const EXAMPLES = 3;
const LONGEST = 60;
async function noteHeaders(
  client: pg.Client,
  id: string,
  {
    headers,
    rows,
    sheet,
    mapping,
    isRemembered,
  }: {
    headers: readonly FileHeader[];
    rows: readonly FileRow[];
    sheet: Sheet;
    mapping: readonly (string | null)[] | null;
    isRemembered: boolean;
  },
): Promise<void> {
  const names = headers.map(({ header }) => header);
  const guesses = matchHeaders(names, sheet.columns).keys;
  const told = headers.map(({ header, column }, at) => ({
    name: header,
    key: column,
    guess: guesses[at] ?? null,
    examples: examplesOf(rows, at),
  }));
  await client.query(
    `UPDATE imports SET headers = $2, mapping = $3, is_remembered = $4 WHERE id = $1 AND state = 'reading'`,
    [id, JSON.stringify(told), mapping && JSON.stringify(mapping), isRemembered],
  );
}
function examplesOf(rows: readonly FileRow[], at: number): string[] {
  const found: string[] = [];
  for (const { cells } of rows) {
    const text = cells[at]?.trim() ?? '';
    if (text !== '' && !found.includes(text)) found.push(text.slice(0, LONGEST));
    if (found.length === EXAMPLES) break;
  }
  return found;
}

async function writeRows(client: pg.Client, id: string, rows: readonly NewRow[], read: number, signal: AbortSignal) {
  const isOurs = await client.query(
    `UPDATE imports SET done = 0, of_done = $2, changed_at = now() WHERE id = $1 AND state = 'reading'`,
    [id, rows.length],
  );
  if (isOurs.rowCount === 0) return;
  await client.query('DELETE FROM import_rows WHERE import_id = $1', [id]);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const batch = rows.slice(at, at + AT_ONCE).map((row) => ({ ...row, import_id: id }));
    // Begun twice at once, the later one stands.
    await client.query(
      `WITH written AS (INSERT INTO import_rows (import_id, line, raw, source_id, title, verdict, institution_id, pin, waiting,
           waiting_saved, body, before, said, owned, changed, kept, problems, is_warned, lng, lat)
         SELECT import_id, line, raw, source_id, title, verdict, institution_id, pin, waiting, waiting_saved, body, before, said,
           owned, changed, kept, problems, is_warned, lng, lat
         FROM jsonb_populate_recordset(NULL::import_rows, $2::jsonb) ON CONFLICT (import_id, line) DO NOTHING)
       UPDATE imports SET done = $3 WHERE id = $1`,
      [id, JSON.stringify(batch), at + batch.length],
    );
  }
  const by = (verdict: RowVerdict) => rows.filter((row) => row.verdict === verdict).length;
  const counts = { rows: read, new: by('new'), changed: by('changed'), same: by('same'), rejected: by('rejected') };
  await client.query(
    `UPDATE imports SET state = 'checked', counts = $2, changed_at = now() WHERE id = $1 AND state = 'reading'`,
    [id, JSON.stringify(counts)],
  );
}

async function breakOff(
  client: Pick<pg.Client, 'query'> | Database['pool'],
  id: string,
  broken: Broken,
  { asks, sheets }: { asks: 'sheet' | 'mapping' | null; sheets: string[] | null } = { asks: null, sheets: null },
): Promise<void> {
  await client.query(
    `UPDATE imports SET state = 'broken', broken = $2, asks = $3, sheets = coalesce($4, sheets), changed_at = now()
     WHERE id = $1 AND state = 'reading'`,
    [id, JSON.stringify(broken), asks, sheets],
  );
}
