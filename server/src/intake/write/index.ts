import { ORGANISER } from '../../contract/kinds.ts';
import { toAppError } from '../../db/index.ts';
import type { ClientBase } from 'pg';
import type { Parentage, Sheet } from '../sheet/sheet.ts';
import type { Issue } from '../reading/issues.ts';
import type { Plan, Ref } from '../plans.ts';
import { LostReference, writeBatch, type BatchOptions, type BatchRows } from './batch.ts';
import type { Outcome, WrittenRows } from './upsert.ts';

export interface WriteOptions extends BatchOptions {
  /** In Shanghai, for the day a parent changes. */
  today: string;
  /** Called after each batch with the things written so far. */
  onProgress?: (done: number) => void;
}
export interface WriteResult {
  /** What became of the things the rows are about. */
  main: Record<Outcome, number>;
  /** Of institutions and places that rows brought along. */
  institutions: Record<Outcome, number>;
  places: Record<Outcome, number>;
  /** Rows about things that are not published here, with their state. */
  notPublished: { line: number; sourceId: string; state: string }[];
  rejected: Issue[];
}

// On the embedded database everybody else waits for a batch: about half a second.
const BATCH = 250;

/** Writes plans in short transactions; what the database refuses is rejected row by row, the rest stays. */
export async function writePlans(
  client: ClientBase,
  plans: readonly Plan[],
  options: WriteOptions,
): Promise<WriteResult> {
  const all: BatchRows = { places: new Map(), organisers: new Map(), things: new Map() };
  const rejected: Issue[] = [];
  for (let i = 0; i < plans.length; i += BATCH) {
    const batch = plans.slice(i, i + BATCH);
    try {
      collect(all, await writeBatch(client, batch, options));
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      for (const plan of batch) await writeAlone(client, plan, options, all, rejected);
    }
    options.onProgress?.(Math.min(i + BATCH, plans.length));
  }
  if (!options.dryRun) rejected.push(...(await linkParents(client, plans, options, all)));
  return summarise(options.kind, plans, { all, rejected });
}

async function writeAlone(client: ClientBase, plan: Plan, options: BatchOptions, all: BatchRows, rejected: Issue[]) {
  try {
    collect(all, await writeBatch(client, [plan], options));
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    rejected.push(...plan.lines.map((line) => toIssue(line, options.kind, plan, cause)));
  }
}

const isRefusal = (cause: unknown) =>
  cause instanceof LostReference || ['invalid', 'conflict'].includes(toAppError(cause).kind);

function toIssue(line: number, { table }: Sheet, { sourceId }: Plan, cause: unknown): Issue {
  const { message, constraint } = cause as { message: string; constraint?: string };
  return { line, column: table, value: sourceId, code: 'database', detail: constraint ?? message };
}

/** The first outcome counts: a place of many rows is created once. */
function collect(all: BatchRows, batch: BatchRows) {
  for (const part of ['places', 'organisers', 'things'] as const) {
    for (const [sourceId, row] of batch[part]) if (!all[part].has(sourceId)) all[part].set(sourceId, row);
  }
}

async function linkParents(client: ClientBase, plans: readonly Plan[], options: WriteOptions, all: BatchRows) {
  const rejected: Issue[] = [];
  const children = plans.filter(({ parent }) => parent !== null);
  const { table, linkParents: link } = options.kind;
  if (children.length === 0 || !link) return rejected;
  const rows = rowsOf(options.kind, all);
  const ids = await idsOf(
    client,
    table,
    options.source,
    children.map(({ parent }) => parent!),
  );
  const write = async (batch: Parentage[]) => {
    const changed = await link(client, batch, options.today);
    for (const row of rows.values()) {
      if (changed.includes(row.id) && row.outcome === 'unchanged') row.outcome = 'updated';
    }
  };
  for (const plan of children) {
    const child = rows.get(plan.sourceId)?.id;
    const parent = ids(plan.parent!);
    if (child === undefined || parent === undefined) continue;
    try {
      await write([{ child, parent }]);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      rejected.push(...plan.lines.map((line) => toIssue(line, options.kind, plan, cause)));
    }
  }
  return rejected;
}

async function idsOf(client: ClientBase, table: string, source: string, refs: readonly Ref[]) {
  const wanted = refs.flatMap((ref) => ('sourceId' in ref ? ref.sourceId : []));
  const { rows } = await client.query<{ id: number; source_id: string }>(
    `SELECT id::float8 AS id, source_id FROM ${table} WHERE source_system = $1 AND source_id = ANY ($2)`,
    [source, wanted],
  );
  const byId = new Map(rows.map(({ id, source_id }) => [source_id, id]));
  return (ref: Ref) => ('id' in ref ? ref.id : byId.get(ref.sourceId));
}

/** Of the kind that the rows are about. */
export function rowsOf({ kind }: Sheet, { organisers, places, things }: BatchRows): WrittenRows {
  if (kind === ORGANISER) return organisers;
  return kind === null ? places : things;
}

function summarise(
  kind: Sheet,
  plans: readonly Plan[],
  { all, rejected }: { all: BatchRows; rejected: Issue[] },
): WriteResult {
  const mainRows = rowsOf(kind, all);
  const count = (rows: WrittenRows, isCounted: (sourceId: string) => boolean) => {
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const [sourceId, { outcome }] of rows) if (isCounted(sourceId)) counts[outcome]++;
    return counts;
  };
  const mains = new Set(plans.map(({ sourceId }) => sourceId));
  const beside = (rows: WrittenRows) => count(rows, (sourceId) => rows !== mainRows || !mains.has(sourceId));
  const notPublished = plans.flatMap(({ sourceId, lines }) => {
    const state = mainRows.get(sourceId)?.state ?? 'published';
    return state === 'published' ? [] : [{ line: lines[0]!, sourceId, state }];
  });
  return {
    main: count(mainRows, (sourceId) => mains.has(sourceId)),
    institutions: beside(all.organisers),
    places: beside(all.places),
    notPublished,
    rejected,
  };
}
