import { withReader, type Database, type Tx } from '../../db/index.ts';
import { toEnrol, toPrice, toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { listPhotos } from '../media/queries.ts';
import { findOrganisers, listAncestors } from '../organisers/queries.ts';
import { findHeld, heldAt } from '../places/find.ts';
import { findCourse, findProfession, listOfferings } from './queries.ts';
import type { Course } from './schema.ts';

export function getCourse(db: Database, id: number, now: Date): Promise<Course> {
  return withReader(db, (tx) => readCourse(tx, id, now));
}

/** Throws NotFound. */
export async function readCourse(tx: Tx, id: number, now: Date): Promise<Course> {
  const row = await findCourse(tx, id);
  if (!row) throw new NotFound();
  const day = toDay(now);
  const offerings = await listOfferings(tx, id);
  const held = await findHeld(
    tx,
    offerings.flatMap(({ place_id }) => place_id ?? []),
  );
  const institutions = await findOrganisers(tx, [
    row.institution_id,
    ...offerings.map((offering) => offering.institution_id),
  ]);
  const institution = institutions.get(row.institution_id);
  if (!institution) throw new NotFound();
  return {
    id,
    kind: 'course',
    title: row.title,
    description: row.description,
    institution,
    ancestors: await listAncestors(tx, institution.id, day),
    level: row.level,
    profession: row.profession ? ((await findProfession(tx, row.profession)) ?? null) : null,
    edition: row.edition,
    credits: row.credits,
    hours: row.hours,
    topics: row.topics,
    audiences: row.audiences,
    price: toPrice(row),
    offerings: offerings.map((offering) => ({
      id: offering.id,
      institution: institutions.get(offering.institution_id)!,
      ...heldAt(held, offering.place_id),
      mode: offering.mode,
      startsOn: offering.starts_on,
      endsOn: offering.ends_on,
      timetable: offering.timetable,
      seats: { capacity: offering.capacity, left: offering.seats_left },
      enrol: toEnrol(offering),
      status: offering.ends_on !== null && offering.ends_on < day ? 'ended' : offering.status,
    })),
    photos: await listPhotos(tx, 'course', id),
    provenance: toProvenance(row),
  };
}
