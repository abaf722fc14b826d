import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
import type { ActivitiesTables } from './tables.ts';

export function findActivity(tx: Tx, id: number) {
  return tx
    .withTables<ActivitiesTables>()
    .selectFrom('public_activities')
    .select(['id', 'title', 'description', 'institution_id', 'place_id', 'mode', 'format', 'topics', 'audiences'])
    .select(['price_min', 'price_max', 'capacity', 'seats_left', 'lecturer', 'status', 'recurrence'])
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
