import { sql, type RawBuilder } from 'kysely';
import type { NewestCursor } from '../../contract/account.ts';
import type { FormBody, PinKind } from '../../contract/form.ts';
import type { ImportFormat, ImportState, RowOutcome, RowVerdict } from '../../contract/import-states.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Flag } from '../../contract/lifecycle.ts';
import type { Tx } from '../../db/index.ts';
import type { Crs } from '../../formats/crs.ts';

/** What the functions of the database answer to somebody who acts. */
export type Came = 'done' | 'hidden' | 'busy' | 'closed' | 'full';
const came = async (query: RawBuilder<{ came: Came }>, tx: Tx): Promise<Came> =>
  (await query.execute(tx)).rows[0]!.came;

export interface NewImport {
  id: string;
  kind: PinKind;
  institution: number;
  name: string;
  format: ImportFormat;
  sha256: Buffer;
  bytes: Buffer;
  crs: Crs;
  sheet: string | null;
}
export const beginImport = (tx: Tx, given: NewImport) =>
  came(
    sql`SELECT begin_import(${given.id}::uuid, ${given.kind}, ${given.institution}::bigint, ${given.name}, ${given.format},
      ${given.sha256}, ${given.bytes}, ${given.crs}, ${given.sheet}) AS came`,
    tx,
  );
export const mapImport = (
  tx: Tx,
  { id, mapping, sheet, crs }: { id: string; mapping: (string | null)[] | null; sheet: string | null; crs: Crs | null },
) =>
  came(sql`SELECT map_import(${id}::uuid, ${mapping && JSON.stringify(mapping)}::jsonb, ${sheet}, ${crs}) AS came`, tx);
export const acceptImport = (tx: Tx, id: string, lines: readonly number[] | null) =>
  came(sql`SELECT accept_import(${id}::uuid, ${lines && [...lines]}::int[]) AS came`, tx);
export const undoImport = (tx: Tx, id: string) => came(sql`SELECT undo_import(${id}::uuid) AS came`, tx);
export const discardImport = (tx: Tx, id: string) => came(sql`SELECT discard_import(${id}::uuid) AS came`, tx);

export interface ImportRecord {
  id: string;
  name: string;
  kind: PinKind;
  institution_id: number;
  institution: string;
  format: ImportFormat;
  state: ImportState;
  counts: Partial<Record<RowVerdict | 'rows', number>>;
  accepted: number;
  undone: number;
  made_at: Date;
  changed_at: Date;
  micros: number;
  total: number;
  crs: Crs;
  sheet: string | null;
  sheets: string[];
  headers: { name: string; key: string | null; guess: string | null; examples: string[] }[];
  is_remembered: boolean;
  asks: 'sheet' | 'mapping' | null;
  broken: { reason: string; detail: string } | null;
  done: number;
  of_done: number | null;
}
/** Without the bytes; newest first. */
export async function listImports(
  tx: Tx,
  { id = null, cursor, limit }: { id?: string | null; cursor?: NewestCursor | undefined; limit: number },
): Promise<ImportRecord[]> {
  const { rows } = await sql<ImportRecord>`
    SELECT i.id, i.name, i.kind, i.institution_id::float8 AS institution_id, organiser_name(i.institution_id) AS institution, i.format,
      i.state, i.counts, i.made_at, i.changed_at, i.crs, i.sheet, i.sheets, i.headers, i.is_remembered, i.asks, i.broken, i.done,
      i.of_done, m.micros::float8 AS micros, i.total::int, r.accepted::int, r.undone::int
    FROM (SELECT *, count(*) OVER () AS total FROM imports WHERE ${id}::uuid IS NULL OR id = ${id}::uuid) i
      CROSS JOIN LATERAL (SELECT (extract(epoch FROM i.made_at) * 1000000)::bigint AS micros) m
      CROSS JOIN LATERAL (SELECT count(accepted_at) AS accepted, count(undone_at) AS undone FROM import_rows WHERE import_id = i.id) r
    WHERE ${cursor?.id ?? null}::uuid IS NULL OR (m.micros, i.id) < (${cursor?.micros ?? null}::bigint, ${cursor?.id ?? null}::uuid)
    ORDER BY m.micros DESC, i.id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

/** What became of a row, as it stands now. */
const OUTCOME = sql`CASE WHEN r.refusal IS NOT NULL THEN 'refused' WHEN r.undone_at IS NOT NULL THEN 'undone'
  WHEN r.left_reason IS NOT NULL THEN 'left' WHEN r.accepted_at IS NULL THEN NULL
  ELSE CASE v.state WHEN 'submitted' THEN 'waiting' WHEN 'approved' THEN 'waiting' WHEN 'returned' THEN 'returned'
    WHEN 'published' THEN 'public' WHEN 'superseded' THEN 'public' ELSE 'gone' END END`;

export interface ImportFigures {
  warned: number;
  kept: number;
  left: number;
  outcomes: Partial<Record<RowOutcome, number>>;
}
export async function countRows(tx: Tx, id: string): Promise<ImportFigures> {
  const { rows } = await sql<ImportFigures>`
    WITH told AS (SELECT r.*, ${OUTCOME} AS outcome FROM import_rows r LEFT JOIN revisions v ON v.id = r.revision
      WHERE r.import_id = ${id}::uuid)
    SELECT count(*) FILTER (WHERE is_warned)::int AS warned, count(*) FILTER (WHERE kept <> '{}')::int AS kept,
      count(*) FILTER (WHERE verdict IN ('new', 'changed') AND outcome IS NULL)::int AS left,
      (SELECT coalesce(jsonb_object_agg(outcome, n), '{}') FROM (SELECT outcome, count(*) AS n FROM told
        WHERE outcome IS NOT NULL GROUP BY outcome) g) AS outcomes
    FROM told`.execute(tx);
  return rows[0]!;
}

export interface RowsWanted {
  verdict?: RowVerdict | undefined;
  outcome?: RowOutcome | undefined;
  only?: 'warned' | 'kept' | undefined;
}
export interface RowRecord {
  line: number;
  raw: [number, string[]][];
  title: string;
  verdict: RowVerdict;
  institution_id: number | null;
  institution: string | null;
  pin: number | null;
  /** As reading them leaves them. */
  problems: unknown[];
  body: FormBody | null;
  before: FormBody | null;
  said: FormBody | null;
  changed: string[];
  kept: string[];
  lng: number | null;
  lat: number | null;
  outcome: RowOutcome | null;
  refusal: string | null;
  left_reason: string | null;
  returned: string | null;
  revision: string | null;
  total: number;
}

const told = (id: string, { verdict = undefined, outcome = undefined, only = undefined }: RowsWanted) => sql`
  SELECT t.*, count(*) OVER ()::int AS total FROM (
    SELECT r.*, ${OUTCOME} AS outcome FROM import_rows r LEFT JOIN revisions v ON v.id = r.revision
    WHERE r.import_id = ${id}::uuid) t
  WHERE (${verdict ?? null}::text IS NULL OR t.verdict = ${verdict ?? null}) AND (${outcome ?? null}::text IS NULL OR t.outcome = ${outcome ?? null})
    AND (${only ?? null}::text IS NULL OR CASE ${only ?? null}::text WHEN 'warned' THEN t.is_warned ELSE t.kept <> '{}' END)`;

export async function listRows(
  tx: Tx,
  id: string,
  wanted: RowsWanted & { after: number; limit: number },
): Promise<RowRecord[]> {
  const { rows } = await sql<RowRecord>`
    SELECT w.line, w.raw, w.title, w.verdict, w.institution_id::float8 AS institution_id, organiser_name(w.institution_id) AS institution,
      w.pin::float8 AS pin, w.problems, w.body, w.before, w.said, w.changed, w.kept, w.lng, w.lat, w.outcome, w.refusal,
      w.left_reason, w.revision, w.total, CASE WHEN w.outcome = 'returned' THEN (SELECT d.reason FROM decisions d
        WHERE d.revision_id = w.revision AND d.decision = 'return' AND d.undone_at IS NULL ORDER BY d.decided_at DESC LIMIT 1) END AS returned
    FROM (${told(id, wanted)}) w WHERE w.line > ${wanted.after} ORDER BY w.line LIMIT ${wanted.limit}`.execute(tx);
  return rows;
}

export async function listPoints(tx: Tx, id: string, wanted: RowsWanted & { limit: number }) {
  const { rows } = await sql<
    Pick<RowRecord, 'line' | 'title' | 'verdict' | 'total'> & { lng: number; lat: number; placed: number }
  >`
    SELECT w.line, w.title, w.verdict, w.lng, w.lat, w.total, count(*) OVER ()::int AS placed FROM (${told(id, wanted)}) w
    WHERE w.lng IS NOT NULL ORDER BY w.line LIMIT ${wanted.limit}`.execute(tx);
  return rows;
}
export async function countWanted(tx: Tx, id: string, wanted: RowsWanted): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${told(id, wanted)}) w`.execute(tx);
  return rows[0]!.n;
}

/** What was sent and came to nothing. */
export async function listToMend(tx: Tx, id: string): Promise<Pick<RowRecord, 'raw' | 'problems' | 'refusal'>[]> {
  const { rows } = await sql<Pick<RowRecord, 'raw' | 'problems' | 'refusal'>>`
    SELECT raw, problems, refusal FROM import_rows WHERE import_id = ${id}::uuid AND (verdict = 'rejected' OR refusal IS NOT NULL)
    ORDER BY line`.execute(tx);
  return rows;
}

export interface WantedRow {
  line: number;
  pin: number | null;
  kind: PinKind;
  body: FormBody;
}
/** The next rows that are to be accepted. */
export async function listWanted(tx: Tx, id: string, most: number): Promise<WantedRow[]> {
  const { rows } = await sql<WantedRow>`
    SELECT r.line, r.pin::float8 AS pin, i.kind, r.body FROM import_rows r JOIN imports i ON i.id = r.import_id
    WHERE r.import_id = ${id}::uuid AND r.is_wanted AND i.state = 'accepting' ORDER BY r.line LIMIT ${most}`.execute(
    tx,
  );
  return rows;
}
/** Those that were submitted; what could not be is told by its row. `flags` by line. */
export async function acceptRows(tx: Tx, id: string, flags: Readonly<Record<string, readonly Flag[]>>) {
  const { rows } = await sql<{ line: number; revision: string; pin: number; n: number; saved: number }>`
    SELECT line, revision, pin::float8 AS pin, n, saved FROM accept_import_rows(${id}::uuid, ${JSON.stringify(flags)}::jsonb)`.execute(
    tx,
  );
  return rows;
}

/** The next rows that are to be taken back, the last first. */
export async function listLeft(
  tx: Tx,
  id: string,
  most: number,
): Promise<{ kind: string; lang: Lang; lines: number[] }> {
  const { rows } = await sql<{ kind: string; lang: string; line: number }>`
    SELECT i.kind, a.lang, r.line FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN accounts a ON a.id = i.account_id
    WHERE r.import_id = ${id}::uuid AND i.state = 'undoing' AND r.accepted_at IS NOT NULL AND r.undone_at IS NULL
      AND r.left_reason IS NULL ORDER BY r.line DESC LIMIT ${most}`.execute(tx);
  return {
    kind: rows[0]?.kind ?? '',
    lang: rows[0]?.lang === 'en' ? 'en' : 'zh-CN',
    lines: rows.map(({ line }) => line),
  };
}
/** What was done of each that could be; `did` is an action of the record, null where nothing was left to do. */
export async function undoRows(tx: Tx, id: string, lines: readonly number[], said: string) {
  const { rows } = await sql<{ line: number; did: string | null; pin: number; revision: string }>`
    SELECT line, did, pin::float8 AS pin, revision FROM undo_import_rows(${id}::uuid, ${[...lines]}::int[], ${said})`.execute(
    tx,
  );
  return rows;
}
