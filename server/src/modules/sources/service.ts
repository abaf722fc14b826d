import { randomUUID } from 'node:crypto';
import type { Lang } from '../../contract/lists.ts';
import { RECORD_VERDICTS, SOURCE_HEALTH, type SourceRule } from '../../contract/source-states.ts';
import { withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting, type Run } from '../audit/act.ts';
import { listColumns } from '../imports/reading/columns-here.ts';
import { enqueue } from '../jobs/queries.ts';
import * as queries from './queries.ts';
import type { Came, Health, RecordRow, RecordsWanted, RunRow, SourceRecordRow, SourceSettings } from './queries.ts';
import type { Cursor, Source, SourceRecord, SourceRow, SourceRun } from './schema.ts';
import { sayProblems } from './reading/say-problems.ts';
import { nameOfField, sayFailure, sayHalt, sayValue } from './sentences.ts';

export interface SourceParts {
  database: Database;
}
export type ActingIn = Acting & { lang: Lang };
const MOST_POINTS = 2000;

export function listSources({ database }: SourceParts, actor: Actor, health: Health | undefined) {
  return withActor(database, actor, async (tx) => {
    const rows = await queries.listSources(tx);
    const count = (one: Health) => rows.filter((row) => row.health === one).length;
    return {
      sources: rows.filter((row) => health === undefined || row.health === health).map(toRow),
      counts: Object.fromEntries(SOURCE_HEALTH.map((one) => [one, count(one)])) as Record<Health, number>,
    };
  });
}
/** Throws NotFound. */
export const getSource = ({ database }: SourceParts, actor: Actor, id: string, lang: Lang): Promise<Source> =>
  withActor(database, actor, (tx) => read(tx, id, lang));

async function read(tx: Tx, id: string, lang: Lang): Promise<Source> {
  const [row] = await queries.listSources(tx, { id });
  if (!row) throw new NotFound();
  const [lastRun] = await queries.listRuns(tx, id, { limit: 1 });
  const [preview] = await queries.listRuns(tx, id, { limit: 1, isPreview: true });
  const about = row.halt === 'many_removed' ? row.gone : row.rejected;
  return {
    ...toRow(row),
    ...{ url: row.url, area: { code: row.area, name: row.area_name }, crs: row.crs, everyMinutes: row.every_minutes },
    ...{ licence: row.licence, lastRun: lastRun ? toRun(lastRun) : null, version: row.version },
    sentence: row.halt ? sayHalt(row.halt, about, lang) : row.failure && sayFailure(row.failure, lang),
    halt: row.halt && { reason: row.halt, count: about, of: row.public },
    preview:
      row.previewed_at && preview
        ? { at: toDateTime(row.previewed_at), run: toRun(preview), isWhole: row.is_preview_whole }
        : null,
    nextAt: row.state === 'active' && row.due_at ? toDateTime(row.due_at) : null,
    may: mayOf(row),
  };
}

function mayOf({ state, may_change, may_review, waiting, previewed_at }: SourceRecordRow): Source['may'] {
  const isStill = state !== 'previewing';
  const canPreview = ['new', 'previewed', 'failed', 'paused'].includes(state);
  return [
    ...(may_change && isStill ? (['change', 'remove'] as const) : []),
    ...(may_change && canPreview ? (['preview'] as const) : []),
    ...(may_change && previewed_at && (state === 'previewed' || state === 'paused') ? (['start'] as const) : []),
    ...(may_change && (state === 'active' || state === 'halted') ? (['pause'] as const) : []),
    ...(may_change && state === 'active' ? (['run'] as const) : []),
    ...(may_change && state === 'halted' ? (['decide_halt'] as const) : []),
    ...(may_review && waiting > 0 && state !== 'previewed' && isStill ? (['accept'] as const) : []),
    ...(may_review && isStill ? (['trust'] as const) : []),
  ];
}

const toRow = (row: SourceRecordRow): SourceRow => ({
  ...{ id: row.id, name: row.name, kind: row.kind, format: row.format, state: row.state, health: row.health },
  institution: { id: row.institution_id, name: row.institution },
  rule: row.rule,
  counts: {
    ...{ records: row.records, public: row.public, waiting: row.waiting, rejected: row.rejected },
    ...{ warned: row.warned, conflicts: row.conflicts, deadLinks: row.dead },
  },
  lagSeconds: row.lag,
  failures: row.failures,
  lngLat: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
});
const toRun = (run: RunRow): SourceRun => ({
  ...{ id: run.id, pages: run.pages, read: run.read, failure: run.failure },
  startedAt: toDateTime(run.started_at),
  endedAt: run.ended_at && toDateTime(run.ended_at),
  counts: Object.fromEntries(RECORD_VERDICTS.map((one) => [one, run.counts[one] ?? 0])) as SourceRun['counts'],
});

function demand(came: Came): void {
  if (came === 'done') return;
  if (came === 'hidden') throw new NotFound();
  throw new Conflict(came === 'changed' ? 'changed_meanwhile' : 'not_now');
}

type Note = Parameters<Run<unknown>>[1];
/** One act about a source; what is to be done then is done after the commit. */
function change(
  { database }: SourceParts,
  acting: ActingIn,
  { id, action, after, runs }: { id: string; action: string; after?: Record<string, unknown>; runs?: boolean },
  write: (tx: Tx) => Promise<Came>,
): Promise<Source> {
  return act(database, acting, async (tx, note: Note) => {
    demand(await write(tx));
    if (runs) await enqueue(tx, { kind: 'sources.run', payload: { source: id }, dedupe: id });
    note({ action: `sources.${action}`, subject: `source:${id}`, ...(after && { after }) });
    return read(tx, id, acting.lang);
  });
}

/** Names and addresses are words of people, which the record does not take. */
const toNoted = ({ area, crs, everyMinutes }: SourceSettings) => ({ area, crs, everyMinutes });

/** Throws NotFound where they may not, Invalid for an area nobody knows. */
export function addSource(
  parts: SourceParts,
  acting: ActingIn,
  says: SourceSettings & { institution: number; kind: string; format: string },
) {
  const id = randomUUID();
  const { institution, ...settings } = says;
  const after = { ...toNoted(says), institution, kind: says.kind, format: says.format };
  return change(parts, acting, { id, action: 'add', after }, async (tx) => {
    await demandArea(tx, says.area);
    return queries.saveSource(tx, id, null, { ...settings, institution_id: institution });
  });
}
export function changeSource(
  parts: SourceParts,
  acting: ActingIn,
  id: string,
  { version, ...says }: SourceSettings & { version: number },
) {
  return change(parts, acting, { id, action: 'change', after: toNoted(says) }, async (tx) => {
    await demandArea(tx, says.area);
    return queries.saveSource(tx, id, version, { ...says });
  });
}
async function demandArea(tx: Tx, area: string): Promise<void> {
  if (!(await queries.isDivision(tx, area)))
    throw new Invalid([{ in: 'body', field: 'area', message: 'is not a division of Zhejiang' }]);
}

export const trustSource = (
  parts: SourceParts,
  acting: ActingIn,
  id: string,
  { rule, version }: { rule: SourceRule; version: number },
) =>
  change(parts, acting, { id, action: 'trust', after: { rule } }, (tx) => queries.trustSource(tx, id, version, rule));
export const previewSource = (parts: SourceParts, acting: ActingIn, id: string) =>
  change(parts, acting, { id, action: 'preview', runs: true }, (tx) => queries.moveSource(tx, id, 'previewing'));
export const startSource = (parts: SourceParts, acting: ActingIn, id: string) =>
  change(parts, acting, { id, action: 'start', runs: true }, (tx) => queries.moveSource(tx, id, 'active'));
export const pauseSource = (parts: SourceParts, acting: ActingIn, id: string) =>
  change(parts, acting, { id, action: 'pause' }, (tx) => queries.moveSource(tx, id, 'paused'));
export const runSource = (parts: SourceParts, acting: ActingIn, id: string) =>
  change(parts, acting, { id, action: 'look', runs: true }, (tx) => queries.lookAtSource(tx, id));
export const decideHalt = (
  parts: SourceParts,
  acting: ActingIn,
  id: string,
  { decision, version }: { decision: 'go_on' | 'leave_out'; version: number },
) =>
  change(parts, acting, { id, action: 'decide-halt', after: { decision }, runs: true }, (tx) =>
    queries.decideHalt(tx, id, version, decision === 'go_on'),
  );
export function removeSource({ database }: SourceParts, acting: Acting, id: string, version: number) {
  return act(database, acting, async (tx, note) => {
    demand(await queries.removeSource(tx, id, version));
    note({ action: 'sources.remove', subject: `source:${id}` });
    return { done: true };
  });
}
/** Throws NotFound where they may not decide there. */
export function decideRecords(
  parts: SourceParts,
  acting: ActingIn,
  id: string,
  { decision, records }: { decision: 'accept' | 'refuse'; records: readonly number[] | null },
): Promise<Source> {
  return change(
    parts,
    acting,
    { id, action: decision, after: { records: records?.length ?? null }, runs: true },
    async (tx) => ((await queries.decideRecords(tx, id, records, decision === 'accept')) === null ? 'hidden' : 'done'),
  );
}
export function yieldToSource(
  { database }: SourceParts,
  acting: ActingIn,
  { source, record }: { source: string; record: number },
  fields: readonly string[],
): Promise<SourceRecord> {
  return act(database, acting, async (tx, note) => {
    if (!(await queries.yieldToSource(tx, source, record, fields))) throw new NotFound();
    await enqueue(tx, { kind: 'sources.run', payload: { source }, dedupe: source });
    note({ action: 'sources.yield', subject: `source:${source}`, after: { record, fields } });
    const [one] = await toRecords(
      tx,
      source,
      await queries.listRecords(tx, source, { id: record, limit: 1 }),
      acting.lang,
    );
    return one!;
  });
}

/** Throws NotFound. */
export function listRecords(
  { database }: SourceParts,
  { actor, lang }: { actor: Actor; lang: Lang },
  source: string,
  { cursor, limit, ...wanted }: RecordsWanted & { cursor?: Cursor | undefined; limit: number },
) {
  return withActor(database, actor, async (tx) => {
    await demandSource(tx, source);
    const rows = await queries.listRecords(tx, source, { ...wanted, cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      records: await toRecords(tx, source, rows.slice(0, limit), lang),
      total: await queries.countRecords(tx, source, wanted),
      next: last ? `${last.micros}.${last.id}` : null,
    };
  });
}
async function demandSource(tx: Tx, id: string): Promise<void> {
  if (!(await queries.findKind(tx, id))) throw new NotFound();
}

async function toRecords(tx: Tx, source: string, rows: readonly RecordRow[], lang: Lang): Promise<SourceRecord[]> {
  const kind = (await queries.findKind(tx, source))!;
  const chinese = await listColumns(tx, kind, 'zh-CN');
  const shown = lang === 'en' ? await listColumns(tx, kind, 'en') : chinese;
  // Problems are kept with the Chinese name of their column.
  const keyOf = new Map(chinese.map(({ title, key }) => [title, key]));
  const nameOf = (column: string) => shown.find(({ key }) => key === keyOf.get(column))?.title ?? column;
  return rows.map((row) => ({
    ...{ id: row.id, record: row.record, title: row.title, state: row.state, verdict: row.verdict, pin: row.pin },
    lngLat: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    problems: sayProblems(row.problems, { nameOf, lang, isWarning: row.state !== 'rejected' }),
    conflicts: row.conflicts.map(({ field, kept, wanted }) => ({
      ...{ field, name: nameOfField(field, lang) },
      ...{ kept: sayValue(field, kept, lang), wanted: sayValue(field, wanted, lang) },
    })),
    ...{ sourceUrl: row.source_url, isDeadLink: row.is_dead, changedAt: toDateTime(row.changed_at) },
  }));
}

/** Throws NotFound. */
export function readMap({ database }: SourceParts, actor: Actor, source: string, wanted: RecordsWanted) {
  return withActor(database, actor, async (tx) => {
    await demandSource(tx, source);
    const { points, placed, total } = await queries.listPoints(tx, source, wanted, MOST_POINTS);
    return {
      points: points.map(({ id, title, state, has_conflict: hasConflict, lng, lat }) => ({
        ...{ id, title, state, hasConflict },
        lngLat: [lng, lat] as [number, number],
      })),
      unplaced: total - placed,
      leftOut: placed - points.length,
    };
  });
}
/** Throws NotFound. */
export function listRuns(
  { database }: SourceParts,
  actor: Actor,
  source: string,
  { cursor, limit }: { cursor?: Cursor | undefined; limit: number },
) {
  return withActor(database, actor, async (tx) => {
    await demandSource(tx, source);
    const rows = await queries.listRuns(tx, source, { cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { runs: rows.slice(0, limit).map(toRun), next: last ? `${last.micros}.${last.id}` : null };
  });
}
