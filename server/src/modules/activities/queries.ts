import { sql } from 'kysely';
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

/** The id of this installation, which outlives its domain. */
export async function findInstallation(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM installation`.execute(tx);
  return rows[0]!.id;
}
