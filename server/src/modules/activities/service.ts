import type { Session, Status } from '../../contract/common.ts';
import { withReader, type Database, type Tx } from '../../db/index.ts';
import { toEnrol, toPrice, toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { listPhotos } from '../media/queries.ts';
import { findOrganisers, listAncestors } from '../organisers/queries.ts';
import { findHeld, heldAt } from '../places/find.ts';
import { findActivity, listSessions } from './queries.ts';
import type { Activity } from './schema.ts';
import type { PublicSessionsView } from './tables.ts';

export function getActivity(db: Database, id: number, now: Date): Promise<Activity> {
  return withReader(db, (tx) => readActivity(tx, id, now));
}

/** Throws NotFound. */
export async function readActivity(tx: Tx, id: number, now: Date): Promise<Activity> {
  const row = await findActivity(tx, id);
  const institution = row && (await findOrganisers(tx, [row.institution_id])).get(row.institution_id);
  if (!row || !institution) throw new NotFound();
  const sessions = await listSessions(tx, id);
  const next = sessions.find((session) => session.is_on && session.ends_at > now);
  return {
    id,
    kind: 'activity',
    title: row.title,
    description: row.description,
    institution,
    ancestors: await listAncestors(tx, institution.id, toDay(now)),
    ...heldAt(await findHeld(tx, row.place_id ? [row.place_id] : []), row.place_id),
    mode: row.mode,
    format: row.format,
    topics: row.topics,
    audiences: row.audiences,
    price: toPrice(row),
    seats: { capacity: row.capacity, left: row.seats_left },
    enrol: toEnrol(row),
    lecturer: row.lecturer,
    hours: row.hours === null ? null : Number(row.hours),
    credits: row.credits,
    status: statusAt(row.status, sessions, now),
    statusNote: row.status_note,
    recurrence: row.recurrence,
    nextSession: next ? toSession(next, row.starts_time) : null,
    sessions: sessions.map((session) => toSession(session, row.starts_time)),
    photos: await listPhotos(tx, 'activity', id),
    provenance: toProvenance(row),
  };
}

/** It has ended when the day on which its last session ends is over; midnight itself is of the day before. */
function statusAt(status: Status, sessions: readonly PublicSessionsView[], now: Date): Status {
  const today = toDay(now);
  return sessions.every((session) => toDay(new Date(session.ends_at.getTime() - 60_000)) < today) ? 'ended' : status;
}

function toSession(row: PublicSessionsView, first: string): Session {
  return {
    date: row.session_date,
    start: (row.of_start ?? first).slice(0, 5),
    startsAt: toDateTime(row.starts_at),
    endsAt: toDateTime(row.ends_at),
    status: row.status,
    isOn: row.is_on,
    seats: { capacity: row.capacity, left: row.seats_left },
    note: row.note,
  };
}
