import { sql, type RawBuilder } from 'kysely';
import type {
  HALT_REASONS,
  RecordState,
  RecordVerdict,
  RUN_FAILURES,
  SOURCE_HEALTH,
  SourceFormat,
  SourceRule,
  SourceState,
} from '../../contract/source-states.ts';
import type { PinKind } from '../../contract/form.ts';
import type { Tx } from '../../db/index.ts';
import type { Crs } from '../../formats/crs.ts';
import type { Cursor } from './schema.ts';

export type Health = (typeof SOURCE_HEALTH)[number];
export type Came = 'done' | 'hidden' | 'changed' | 'not_now';

export interface SourceRecordRow {
  id: string;
  name: string;
  kind: PinKind;
  format: SourceFormat;
  url: string;
  area: string;
  area_name: string;
  crs: Crs;
  every_minutes: number;
  state: SourceState;
  rule: SourceRule;
  institution: string;
  institution_id: number;
  version: number;
  licence: string | null;
  complete_at: Date | null;
  failures: number;
  failure: (typeof RUN_FAILURES)[number] | null;
  halt: (typeof HALT_REASONS)[number] | null;
  previewed_at: Date | null;
  is_preview_whole: boolean;
  due_at: Date | null;
  lng: number | null;
  lat: number | null;
  records: number;
  public: number;
  waiting: number;
  rejected: number;
  warned: number;
  conflicts: number;
  dead: number;
  gone: number;
  lag: number | null;
  health: Health;
  may_change: boolean;
  may_review: boolean;
}

/** Those that who acts may see, each at one look; of the worst first. */
export async function listSources(tx: Tx, { id, health }: { id?: string; health?: Health | undefined } = {}) {
  const { rows } = await sql<SourceRecordRow>`
    WITH seen AS (
      SELECT s.*, d.name AS area_name, organiser_name(s.institution_id) AS institution, n.*,
        (SELECT count(*)::int FROM source_conflicts c WHERE c.source_system = 'source:' || s.id) AS conflicts,
        CASE WHEN s.state = 'active' THEN extract(epoch FROM now() - s.complete_at)::int END AS lag, p.lng, p.lat
      FROM sources s JOIN divisions d ON d.code = s.area
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE NOT r.is_gone)::int AS records,
            count(*) FILTER (WHERE r.pin IS NOT NULL AND NOT r.has_left)::int AS public,
            count(*) FILTER (WHERE r.state = 'waiting')::int AS waiting, count(*) FILTER (WHERE r.state = 'rejected')::int AS rejected,
            count(*) FILTER (WHERE r.is_warned)::int AS warned, count(*) FILTER (WHERE r.dead_looks > 1)::int AS dead,
            count(*) FILTER (WHERE r.state = 'staged' AND r.is_gone)::int AS gone
          FROM source_records r WHERE r.source_id = s.id) n
        LEFT JOIN LATERAL spot_of_institution(s.institution_id) p ON true
      WHERE ${id === undefined ? sql`true` : sql`s.id = ${id}::uuid`}
    ), judged AS (
      SELECT seen.*, CASE WHEN state = 'halted' THEN 'halted' WHEN failures > 0 OR state = 'failed' THEN 'failing'
        WHEN state = 'active' AND coalesce(lag, 0) > every_minutes * 180 + 300 THEN 'late'
        WHEN state = 'active' AND rejected + conflicts + dead > 0 THEN 'flawed' WHEN state = 'active' THEN 'well' ELSE 'idle' END AS health
      FROM seen
    )
    SELECT judged.*, institution_id::float8 AS institution_id, app_may('sources.change', institution_id) AS may_change,
      app_may('things.review', institution_id, '{}') AS may_review
    FROM judged WHERE ${health === undefined ? sql`true` : sql`health = ${health}`}
    ORDER BY array_position(ARRAY['halted', 'failing', 'late', 'flawed', 'well', 'idle'], health), name, id`.execute(
    tx,
  );
  return rows;
}

export interface RunRow {
  id: number;
  started_at: Date;
  ended_at: Date | null;
  is_preview: boolean;
  pages: number;
  read: number;
  counts: Partial<Record<RecordVerdict, number>>;
  failure: (typeof RUN_FAILURES)[number] | null;
  micros: number;
}
export async function listRuns(
  tx: Tx,
  source: string,
  { cursor, limit, isPreview }: { cursor?: Cursor | undefined; limit: number; isPreview?: boolean },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    SELECT id::float8 AS id, started_at, ended_at, is_preview, pages, read, counts, failure, micros::float8 AS micros FROM source_runs
      CROSS JOIN LATERAL (SELECT (extract(epoch FROM started_at) * 1000000)::bigint AS micros) m
    WHERE source_id = ${source}::uuid AND ${isPreview === undefined ? sql`true` : sql`is_preview = ${isPreview}`}
      AND ${cursor ? sql`(micros, id) < (${cursor.micros}::bigint, ${cursor.id}::bigint)` : sql`true`}
    ORDER BY started_at DESC, id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

export interface RecordsWanted {
  state?: RecordState | undefined;
  verdict?: RecordVerdict | undefined;
  only?: 'warned' | 'conflicts' | 'dead_links' | undefined;
}
export interface RecordRow {
  id: number;
  record: string;
  title: string;
  state: RecordState;
  verdict: RecordVerdict;
  pin: number | null;
  lng: number | null;
  lat: number | null;
  /** Issues of reading it. */
  problems: unknown[];
  source_url: string | null;
  is_dead: boolean;
  changed_at: Date;
  micros: number;
  conflicts: { field: string; kept: unknown; wanted: unknown }[];
}
const conflictsOf = sql`FROM source_conflicts c WHERE c.source_system = 'source:' || r.source_id AND c.source_id = r.thing`;
const matching = (source: string, { state, verdict, only }: RecordsWanted): RawBuilder<unknown> => sql`
  r.source_id = ${source}::uuid AND ${state === undefined ? sql`true` : sql`r.state = ${state}`}
  AND ${verdict === undefined ? sql`true` : sql`r.verdict = ${verdict}`}
  AND ${only === 'warned' ? sql`r.is_warned` : only === 'conflicts' ? sql`EXISTS (SELECT ${conflictsOf})` : only === 'dead_links' ? sql`r.dead_looks > 1` : sql`true`}
  -- What was deleted before it was ever here is nobody's concern.
  AND (NOT r.is_gone OR r.pin IS NOT NULL)`;

export async function listRecords(
  tx: Tx,
  source: string,
  { cursor, limit, id, ...wanted }: RecordsWanted & { cursor?: Cursor | undefined; limit: number; id?: number },
): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    SELECT r.id::float8 AS id, r.record, r.title, r.state, r.verdict, r.pin::float8 AS pin, r.lng, r.lat, r.problems, r.source_url,
      r.dead_looks > 1 AS is_dead, r.changed_at, micros::float8 AS micros, (SELECT coalesce(jsonb_agg(jsonb_build_object('field', c.field, 'kept', c.kept,
        'wanted', c.wanted) ORDER BY c.field), '[]') ${conflictsOf}) AS conflicts
    FROM source_records r CROSS JOIN LATERAL (SELECT (extract(epoch FROM r.changed_at) * 1000000)::bigint AS micros) m
    WHERE ${matching(source, wanted)} AND ${id === undefined ? sql`true` : sql`r.id = ${id}`}
      AND ${cursor ? sql`(micros, r.id) < (${cursor.micros}::bigint, ${cursor.id}::bigint)` : sql`true`}
    ORDER BY r.changed_at DESC, r.id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}
export async function countRecords(tx: Tx, source: string, wanted: RecordsWanted): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM source_records r WHERE ${matching(source, wanted)}`.execute(tx);
  return rows[0]!.n;
}
export interface RecordPoint extends Pick<RecordRow, 'id' | 'title' | 'state'> {
  lng: number;
  lat: number;
  has_conflict: boolean;
}
export async function listPoints(tx: Tx, source: string, wanted: RecordsWanted, most: number) {
  const { rows } = await sql<RecordPoint & { placed: number; total: number }>`
    WITH found AS MATERIALIZED (
      SELECT r.*, EXISTS (SELECT ${conflictsOf}) AS has_conflict FROM source_records r WHERE ${matching(source, wanted)}
    ), counted AS (SELECT count(*)::int AS total, count(lng)::int AS placed FROM found)
    SELECT f.id::float8 AS id, f.title, f.state, f.lng, f.lat, f.has_conflict, c.placed, c.total
    FROM counted c LEFT JOIN LATERAL (SELECT * FROM found WHERE lng IS NOT NULL ORDER BY id LIMIT ${most}) f ON true`.execute(
    tx,
  );
  const { placed = 0, total = 0 } = rows[0] ?? {};
  return { points: rows.filter(({ id }) => id !== null), placed, total };
}

const came = async (tx: Tx, call: RawBuilder<unknown>): Promise<Came> => {
  const { rows } = await sql<{ came: Came }>`SELECT ${call} AS came`.execute(tx);
  return rows[0]!.came;
};
export interface SourceSettings {
  name: string;
  url: string;
  area: string;
  crs: string;
  everyMinutes: number;
}
const toColumns = ({ everyMinutes, ...settings }: SourceSettings & Record<string, unknown>) =>
  JSON.stringify({ ...settings, every_minutes: everyMinutes });
export const saveSource = (
  tx: Tx,
  id: string,
  version: number | null,
  says: SourceSettings & Record<string, unknown>,
) => came(tx, sql`save_source(${id}::uuid, ${version}::integer, ${toColumns(says)}::jsonb)`);
export const trustSource = (tx: Tx, id: string, version: number, rule: SourceRule) =>
  came(tx, sql`trust_source(${id}::uuid, ${version}::integer, ${rule})`);
export const moveSource = (tx: Tx, id: string, becomes: 'previewing' | 'active' | 'paused') =>
  came(tx, sql`move_source(${id}::uuid, ${becomes})`);
export const lookAtSource = (tx: Tx, id: string) => came(tx, sql`look_at_source(${id}::uuid)`);
export const decideHalt = (tx: Tx, id: string, version: number, goesOn: boolean) =>
  came(tx, sql`decide_halt(${id}::uuid, ${version}::integer, ${goesOn})`);
export const removeSource = (tx: Tx, id: string, version: number) =>
  came(tx, sql`remove_source(${id}::uuid, ${version}::integer)`);

/** How many; null where who acts may not. */
export async function decideRecords(tx: Tx, id: string, records: readonly number[] | null, accepts: boolean) {
  const { rows } = await sql<{ done: number | null }>`
    SELECT decide_records(${id}::uuid, ${records}::bigint[], ${accepts}) AS done`.execute(tx);
  return rows[0]!.done;
}
export async function yieldToSource(tx: Tx, id: string, record: number, fields: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT yield_to_source(${id}::uuid, ${record}::bigint, ${fields}::text[]) AS done`.execute(tx);
  return rows[0]!.done;
}
/** Null where who acts may not see it. */
export async function findKind(tx: Tx, id: string): Promise<PinKind | null> {
  const { rows } = await sql<{ kind: PinKind }>`SELECT kind FROM sources WHERE id = ${id}::uuid`.execute(tx);
  return rows[0]?.kind ?? null;
}
export async function isDivision(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql<{
    known: boolean;
  }>`SELECT EXISTS (SELECT FROM divisions WHERE code = ${code}) AS known`.execute(tx);
  return rows[0]!.known;
}
