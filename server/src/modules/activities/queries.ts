import { sql } from 'kysely';
import type { HappeningStatus } from '../../db/columns.ts';
import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
import type { ActivitiesTables } from './tables.ts';

export function findActivity(tx: Tx, id: number) {
  return tx
    .withTables<ActivitiesTables>()
    .selectFrom('public_activities')
    .select(['id', 'title', 'description', 'institution_id', 'place_id', 'mode', 'format', 'topics', 'audiences'])
    .select(['price_min', 'price_max', 'capacity', 'seats_left', 'lecturer', 'status', 'status_note', 'recurrence'])
    .select(['hours', 'credits', 'starts_time'])
    .select(['enrol_method', 'enrol_contact', 'enrol_deadline'])
    .select(recordRowColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** All sessions, past ones too, by start. */
export function listSessions(tx: Tx, id: number) {
  return tx
    .withTables<ActivitiesTables>()
    .selectFrom('public_sessions')
    .selectAll()
    .where('activity_id', '=', id)
    .orderBy('starts_at')
    .execute();
}

const MOST = 2_147_483_647; // iCalendar readers keep 32 bits

/** Grows with every change of the activity, its sessions or its place. */
export async function findChangeNumber(tx: Tx, id: number, placeId: number | null): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    SELECT max(seq) AS seq FROM public_change_numbers
    WHERE (kind = 'activity' AND id = ${id}) OR (kind = 'place' AND id = ${placeId}) OR kind = '*'`.execute(tx);
  return Math.min(MOST, rows[0]?.seq ?? 0);
}

export interface EventRow {
  id: number;
  title: string;
  description: string;
  updated_at: Date;
  organiser: string | null;
  session_date: string;
  of_start: string | null;
  starts_at: Date;
  ends_at: Date;
  status: HappeningStatus;
  is_on: boolean;
  note: string | null;
  place_name: string | null;
  address: string;
  lng: number | null;
  lat: number | null;
  precision_m: number | null;
  seq: number;
}

/** Sessions of several that start in a window, by start, with what a calendar says of them. */
export async function listSessionsOf(
  tx: Tx,
  ids: readonly number[],
  { from, to }: { from: Date; to: Date },
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    WITH a AS (
      SELECT a.*, least(${MOST}::bigint, greatest(
        (SELECT seq FROM public_change_numbers c WHERE c.kind = 'activity' AND c.id = a.id),
        (SELECT seq FROM public_change_numbers c WHERE c.kind = 'place' AND c.id = a.place_id),
        (SELECT seq FROM public_change_numbers c WHERE c.kind = '*'), 0))::int AS seq
      FROM public_activities a WHERE a.id = ANY (${[...ids]}::bigint[])
    )
    SELECT a.id, a.title, a.description, a.updated_at, a.seq, o.name AS organiser, s.session_date, s.of_start, s.starts_at,
      s.ends_at, s.status, s.is_on, s.note, p.name AS place_name, p.address, p.lng, p.lat, p.precision_m
    FROM a JOIN public_sessions s ON s.activity_id = a.id LEFT JOIN public_places p ON p.id = a.place_id
      LEFT JOIN LATERAL (SELECT name FROM public_institutions i WHERE i.id = a.institution_id LIMIT 1) o ON true
    WHERE s.starts_at >= ${from} AND s.starts_at < ${to} ORDER BY s.starts_at, a.id, s.session_date`.execute(tx);
  return rows;
}

/** The id of this installation, which outlives its domain. */
export async function findInstallation(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM installation`.execute(tx);
  return rows[0]!.id;
}
