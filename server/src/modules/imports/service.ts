import { randomUUID } from 'node:crypto';
import type { NewestCursor } from '../../contract/account.ts';
import type { PinKind } from '../../contract/form.ts';
import { BUSY_STATES, ROW_OUTCOMES, type ImportFormat } from '../../contract/import-states.ts';
import type { Lang } from '../../contract/lists.ts';
import { sha256 } from '../../crypto/token.ts';
import { withActor, type Actor, type Database, type PinnedKind, type StoredThing, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import type { Crs } from '../../formats/crs.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting, type Run } from '../audit/act.ts';
import { enqueue } from '../jobs/queries.ts';
import { listPlacesOf } from '../pins/places-of.ts';
import { listThingsOf } from '../pins/things-of.ts';
import { toBrokenSentence } from './reading/broken.ts';
import { toMendTable } from './reading/mend.ts';
import { isSaying, sayOf, toMessage, type RowProblem } from './reading/problems.ts';
import * as queries from './queries.ts';
import type { Came, ImportFigures, ImportRecord, RowRecord, RowsWanted } from './queries.ts';
import { listColumns } from './reading/columns-here.ts';
import { MOST_FILE_ROWS, type Import, type ImportedRow, type ImportRow } from './schema.ts';

export interface ImportParts {
  database: Database;
  pinned: readonly PinnedKind[];
  things: readonly StoredThing[];
}
export type ActingIn = Acting & { lang: Lang };
const MOST_POINTS = 2000;

export interface Sent {
  bytes: Uint8Array;
  kind: PinKind;
  institution: number;
  name: string;
  crs: Crs;
  sheet?: string | undefined;
}

/** Throws NotFound where they may not publish for the institution, Conflict while another import of theirs is under way. */
export function beginImport(parts: ImportParts, acting: ActingIn, sent: Sent): Promise<Import> {
  const id = randomUUID();
  const bytes = Buffer.from(sent.bytes);
  const [format, hash] = [formatOf(bytes, sent.name), sha256(bytes)];
  return act(parts.database, acting, async (tx, note) => {
    const { kind, institution, name, crs, sheet = null } = sent;
    const noted = { file: hash.toString('hex'), kind, institution };
    demand(await queries.beginImport(tx, { id, kind, institution, name, format, sha256: hash, bytes, crs, sheet }));
    return begin(parts, tx, { note, acting, id, what: 'read', after: noted });
  });
}

/** What it is by its bytes; its name tells what it only pretends to be. */
function formatOf(bytes: Buffer, name: string): ImportFormat {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || /\.xlsx?$/i.test(name)) return 'xlsx';
  const first = bytes
    .subarray(0, 200)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return first.startsWith('{') || /\.(geo)?json$/i.test(name) ? 'geojson' : 'csv';
}

function demand(came: Came): void {
  if (came === 'done') return;
  if (came === 'hidden') throw new NotFound();
  throw new Conflict(came === 'busy' ? 'import_busy' : came === 'full' ? 'too_many' : 'not_now');
}

interface Beginning {
  note: Parameters<Run<unknown>>[1];
  acting: ActingIn;
  id: string;
  what: 'read' | 'accept' | 'undo';
  after?: Record<string, unknown>;
}
/** The job is there when its reason is. */
async function begin(parts: ImportParts, tx: Tx, { note, acting, id, what, after }: Beginning): Promise<Import> {
  await enqueue(tx, { kind: `imports.${what}`, payload: { import: id }, dedupe: id });
  note({ action: `imports.${what}`, subject: `import:${id}`, after: { import: id, ...after } });
  return readImport(tx, acting.lang, id);
}

export function mapImport(
  parts: ImportParts,
  acting: ActingIn,
  id: string,
  { mapping, sheet, crs }: { mapping: (string | null)[] | null; sheet?: string | undefined; crs?: Crs | undefined },
): Promise<Import> {
  return act(parts.database, acting, async (tx, note) => {
    demand(await queries.mapImport(tx, { id, mapping, sheet: sheet ?? null, crs: crs ?? null }));
    return begin(parts, tx, { note, acting, id, what: 'read' });
  });
}
export function acceptImport(parts: ImportParts, acting: ActingIn, id: string, lines: readonly number[] | null) {
  return act(parts.database, acting, async (tx, note) => {
    demand(await queries.acceptImport(tx, id, lines));
    const rows = lines?.length ?? null;
    return begin(parts, tx, { note, acting, id, what: 'accept', after: { rows } });
  });
}
export function undoImport(parts: ImportParts, acting: ActingIn, id: string): Promise<Import> {
  return act(parts.database, acting, async (tx, note) => {
    demand(await queries.undoImport(tx, id));
    return begin(parts, tx, { note, acting, id, what: 'undo' });
  });
}
export function discardImport(parts: ImportParts, acting: ActingIn, id: string): Promise<{ done: boolean }> {
  return act(parts.database, acting, async (tx, note) => {
    demand(await queries.discardImport(tx, id));
    note({ action: 'imports.discard', subject: `import:${id}` });
    return { done: true };
  });
}

export function listImports(
  { database }: ImportParts,
  actor: Actor,
  { cursor, limit }: { cursor?: NewestCursor | undefined; limit: number },
) {
  return withActor(database, actor, async (tx) => {
    const rows = await queries.listImports(tx, { cursor, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      imports: shown.map(toImportRow),
      total: rows[0]?.total ?? 0,
      next: last ? `${last.micros}.${last.id}` : null,
    };
  });
}

/** Throws NotFound. */
export const getImport = ({ database }: ImportParts, actor: Actor, id: string, lang: Lang): Promise<Import> =>
  withActor(database, actor, (tx) => readImport(tx, lang, id));

async function find(tx: Tx, id: string): Promise<ImportRecord> {
  const [found] = await queries.listImports(tx, { id, limit: 1 });
  if (!found) throw new NotFound();
  return found;
}

async function readImport(tx: Tx, lang: Lang, id: string): Promise<Import> {
  const found = await find(tx, id);
  const figures = await queries.countRows(tx, id);
  const { state, sheet, sheets, asks, headers, broken, crs } = found;
  return {
    ...toImportRow(found),
    ...{ crs, sheet, sheets, asks, headers, isRemembered: found.is_remembered },
    sentence: broken && toBrokenSentence(broken, lang, MOST_FILE_ROWS),
    progress: BUSY_STATES.includes(state) ? { done: found.done, of: found.of_done } : null,
    columns: await listColumns(tx, found.kind, lang),
    ...{ warned: figures.warned, kept: figures.kept, leftToAccept: figures.left },
    outcomes: Object.fromEntries(ROW_OUTCOMES.map((one) => [one, figures.outcomes[one] ?? 0])) as Import['outcomes'],
    may: mayOf(found, figures),
  };
}

function mayOf({ state, counts, accepted, undone }: ImportRecord, { left, outcomes }: ImportFigures): Import['may'] {
  const isOpen = state === 'checked' || state === 'broken';
  const isLeftToUndo = accepted > undone + (outcomes.left ?? 0);
  return [
    ...(isOpen ? (['map'] as const) : []),
    ...((state === 'checked' || state === 'done') && left > 0 ? (['accept'] as const) : []),
    ...(state === 'done' && isLeftToUndo ? (['undo'] as const) : []),
    ...(isOpen ? (['discard'] as const) : []),
    ...((counts.rejected ?? 0) + (outcomes.refused ?? 0) > 0 ? (['mend'] as const) : []),
  ];
}

const toImportRow = (row: ImportRecord): ImportRow => ({
  ...{ id: row.id, name: row.name, kind: row.kind, format: row.format, state: row.state },
  institution: { id: row.institution_id, name: row.institution },
  counts: {
    ...{ rows: 0, new: 0, changed: 0, same: 0, rejected: 0, ...row.counts },
    ...{ accepted: row.accepted, undone: row.undone },
  },
  madeAt: toDateTime(row.made_at),
  changedAt: toDateTime(row.changed_at),
});

/** Throws NotFound. */
export function listRows(
  { database, pinned, things }: ImportParts,
  actor: Actor,
  { id, lang, after, limit, ...wanted }: RowsWanted & { id: string; lang: Lang; after: number; limit: number },
) {
  return withActor(database, actor, async (tx) => {
    const { kind } = await find(tx, id);
    const rows = await queries.listRows(tx, id, { ...wanted, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const { form } = pinned.find((one) => one.kind === kind)!;
    const bodies = shown.flatMap(({ body, before, said }) => [body, before, said]);
    return {
      rows: shown.map((row) => toRow(row, lang)),
      places: await listPlacesOf(tx, form, bodies),
      things: await listThingsOf(tx, things, form, bodies),
      total: rows[0]?.total ?? (await queries.countWanted(tx, id, wanted)),
      next: rows.length > limit ? shown.at(-1)!.line : null,
    };
  });
}

function toRow(row: RowRecord, lang: Lang): ImportedRow {
  const why = row.refusal ?? row.left_reason;
  return {
    ...{ line: row.line, lines: row.raw.map(([line]) => line), title: row.title, verdict: row.verdict, pin: row.pin },
    institution: row.institution_id === null ? null : { id: row.institution_id, name: row.institution ?? '' },
    problems: (row.problems as RowProblem[]).map((one) => {
      const { column, value, isWarning } = one;
      return { column, value, isWarning, message: toMessage(one, lang) };
    }),
    ...{ body: row.body, before: row.before, changed: row.changed },
    kept: row.kept.map((field) => ({ field, wanted: row.said?.[field] ?? null })),
    lngLat: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    ...{ outcome: row.outcome, revision: row.revision },
    reason: why !== null ? (isSaying(why) ? sayOf(why, lang) : null) : row.returned,
  };
}

/** Throws NotFound. */
export function readMap({ database }: ImportParts, actor: Actor, id: string, wanted: RowsWanted) {
  return withActor(database, actor, async (tx) => {
    await find(tx, id);
    const points = await queries.listPoints(tx, id, { ...wanted, limit: MOST_POINTS });
    const total = points[0]?.total ?? (await queries.countWanted(tx, id, wanted));
    const placed = points[0]?.placed ?? 0;
    return {
      points: points.map(({ line, title, verdict, lng, lat }) => ({
        ...{ line, title, verdict },
        lngLat: [lng, lat] as [number, number],
      })),
      unplaced: total - placed,
      leftOut: placed - points.length,
    };
  });
}

/** The rows of which nothing came. Throws NotFound. */
export function readMendFile({ database }: ImportParts, actor: Actor, id: string, lang: Lang): Promise<string[][]> {
  return withActor(database, actor, async (tx) => {
    const { headers } = await find(tx, id);
    return toMendTable(headers, await queries.listToMend(tx, id), lang);
  });
}
