import { sql } from 'kysely';
import type { FormBody, PinKind } from '../../contract/form.ts';
import { placeOf } from '../../contract/form-rows.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { Flag, RevisionState } from '../../contract/lifecycle.ts';
import type { Tx } from '../../db/index.ts';

export interface QueueWanted {
  kind?: PinKind | undefined;
  flag?: Flag | undefined;
  topic?: string | undefined;
  division?: string | undefined;
  what?: 'revisions' | 'reports' | undefined;
  sentWith?: string | undefined;
  overdue?: 'true' | undefined;
  /** What waits since before then is overdue. */
  late: Date;
}
export interface QueueItem {
  item: string;
  pin: number;
  kind: PinKind;
  institution_id: number | null;
  institution: string | null;
  title: string;
  is_change: boolean;
  revision: string | null;
  saved: number | null;
  report: number | null;
  flags: Flag[];
  topics: string[];
  division: string | null;
  lng: number | null;
  lat: number | null;
  micros: number;
  is_late: boolean;
  sent_with: string | null;
  sent_many: number | null;
  is_own: boolean;
  may_decide: boolean;
}
export interface QueuePage {
  rows: QueueItem[];
  total: number;
  everything: number;
  reports: number;
  late: number;
  flags: Partial<Record<Flag, number>>;
}

/** As `queue_page` and `queue_points` of the database take it. */
const given = ({ kind, flag, topic, division, what, sentWith, overdue, late }: QueueWanted) =>
  sql`${kind ?? null}::text, ${flag ?? null}::text, ${topic ?? null}::text, ${division ?? null}::text, ${what ?? null}::text,
    ${sentWith ?? null}::uuid, ${overdue !== undefined}::boolean, ${late}::timestamptz`;

/** A page of it, the oldest first, with how many there are, all in one reading. */
export async function readQueue(
  tx: Tx,
  wanted: QueueWanted,
  { cursor, limit }: { cursor: { micros: number; item: string } | null; limit: number },
): Promise<QueuePage> {
  const { rows } = await sql<QueuePage>`
    SELECT q.*, late_ones AS late
    FROM queue_page(${given(wanted)}, ${cursor?.micros ?? null}::bigint, ${cursor?.item ?? null}::text, ${limit}::integer) q`.execute(
    tx,
  );
  return rows[0]!;
}

export interface QueueMapPage {
  points: Pick<QueueItem, 'pin' | 'revision' | 'report' | 'kind' | 'title' | 'lng' | 'lat' | 'flags'>[];
  placed: number;
  total: number;
}
export async function readQueueMap(tx: Tx, wanted: QueueWanted, limit: number): Promise<QueueMapPage> {
  const { rows } = await sql<QueueMapPage>`SELECT * FROM queue_points(${given(wanted)}, ${limit}::integer)`.execute(tx);
  return rows[0]!;
}

export interface QueuedRow {
  pin: number;
  kind: PinKind;
  n: number;
  institution_id: number | null;
  institution: string | null;
  state: RevisionState;
  title: string;
  saved: number;
  body: FormBody;
  base: FormBody | null;
  flags: Flag[];
  publish_at: Date | null;
  submitted_at: Date;
  division: string | null;
  lng: number | null;
  lat: number | null;
  author_since: Date | null;
  author_published: number;
  is_own: boolean;
  may_decide: boolean;
}
/** Null where who acts may not decide about it. */
export async function findQueuedRevision(tx: Tx, revision: string): Promise<QueuedRow | null> {
  const { rows } = await sql<QueuedRow>`
    SELECT q.*, body_title(q.body) AS title, organiser_name(q.institution_id) AS institution FROM queued_revision(${revision}::uuid) q`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export interface ReportRow {
  kind: Kind;
  thing_id: number;
  thing_title: string;
  thing_revision: number;
  reason: string;
  body: string;
  has_contact: boolean;
  created_at: Date;
  closed_at: Date | null;
  outcome: 'mended' | 'not_a_mistake' | 'spam' | null;
}
/** Null where who acts may not decide about it. */
export async function findQueuedReport(tx: Tx, report: number): Promise<ReportRow | null> {
  const { rows } = await sql<ReportRow>`SELECT * FROM queued_report(${report}::bigint)`.execute(tx);
  return rows[0] ?? null;
}
export async function closeReport(tx: Tx, report: number, outcome: string): Promise<'done' | 'hidden' | 'closed'> {
  const { rows } = await sql<{ came: 'done' | 'hidden' | 'closed' }>`
    SELECT close_report(${report}::bigint, ${outcome}) AS came`.execute(tx);
  return rows[0]!.came;
}

export interface Verdict {
  revision: string;
  saved: number;
  decision: 'approve' | 'return';
  reason: string | null;
}

/** The id of the decision, else `hidden`, `second_person` or `changed`. */
export async function decide(tx: Tx, { revision, saved, decision, reason }: Verdict): Promise<string> {
  const { rows } = await sql<{ came: string }>`
    SELECT decide_revision(${revision}::uuid, ${saved}, ${decision}, ${reason ?? ''}) AS came`.execute(tx);
  return rows[0]!.came;
}

export interface Made {
  kind: PinKind;
  pin: number;
  revision: string;
  state: string;
  decided_at: Date;
}
/** What a decision that was just made or undone is about, and what came of it. */
export async function findMade(tx: Tx, decision: string): Promise<Made> {
  const { rows } = await sql<Made>`
    SELECT p.kind, p.id AS pin, r.id AS revision, r.state, d.decided_at
    FROM decisions d JOIN revisions r ON r.id = d.revision_id JOIN pins p ON p.id = r.pin_id
    WHERE d.id = ${decision}::uuid`.execute(tx);
  return rows[0]!;
}

/** `done`, `hidden`, or `changed`: it is too late. */
export async function undo(tx: Tx, decision: string): Promise<string> {
  const { rows } = await sql<{ came: string }>`SELECT undo_decision(${decision}::uuid) AS came`.execute(tx);
  return rows[0]!.came;
}

export const savepoint = (tx: Tx) => sql`SAVEPOINT one`.execute(tx);
export const rollBack = (tx: Tx) => sql`ROLLBACK TO SAVEPOINT one`.execute(tx);

/** Where a body says it is, or the known place it names; null: nowhere. */
export async function findPosition(tx: Tx, body: FormBody): Promise<[number, number] | null> {
  const given = (placeOf(body) ?? body) as { id?: number; position?: { lngLat: [number, number] } };
  if (given.position) return given.position.lngLat;
  if (given.id === undefined) return null;
  const { rows } = await sql<{ lng: number; lat: number }>`
    SELECT lng, lat FROM public_places WHERE id = ${given.id}::bigint AND lng IS NOT NULL`.execute(tx);
  return rows[0] ? [rows[0].lng, rows[0].lat] : null;
}
