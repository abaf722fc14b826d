import { withReader, type Database, type StoredThing, type Tx } from '../../db/index.ts';
import { toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { listPhotos } from '../media/queries.ts';
import { listAncestors, listHeirs } from '../organisers/queries.ts';
import { findHeld } from '../places/find.ts';
import { countOffers, findInstitutionRows, listChildren } from './queries.ts';
import type { Institution } from './schema.ts';

interface Source {
  database: Database;
  things: readonly StoredThing[];
}

export function getInstitution({ database, things }: Source, id: number, now: Date): Promise<Institution> {
  return withReader(database, (tx) => readInstitution(tx, things, id, now));
}

/** Throws NotFound. */
export async function readInstitution(
  tx: Tx,
  things: readonly StoredThing[],
  id: number,
  now: Date,
): Promise<Institution> {
  const rows = await findInstitutionRows(tx, id);
  const [first] = rows;
  if (!first) throw new NotFound();
  const day = toDay(now);
  const { places, venues } = await findHeld(
    tx,
    rows.flatMap(({ place_id }) => place_id ?? []),
  );
  const { children, count } = await listChildren(tx, id, day);
  return {
    id,
    kind: 'institution',
    title: first.name,
    aliases: first.aliases,
    type: first.type,
    level: first.level,
    division: first.division,
    description: first.description,
    phone: first.phone,
    website: first.website,
    topics: first.topics,
    audiences: first.audiences,
    openedOn: first.opened_on,
    closedOn: first.closed_on,
    places: campusesOf(rows, places),
    venues: campusesOf(rows, venues),
    ancestors: await listAncestors(tx, id, day),
    heirs: await listHeirs(tx, id),
    children,
    childCount: count,
    offers: await countOffers(tx, things, id),
    photos: await listPhotos(tx, 'institution', id),
    provenance: toProvenance(first),
  };
}

const campusesOf = <T>(rows: Awaited<ReturnType<typeof findInstitutionRows>>, held: ReadonlyMap<number, T>) =>
  rows.flatMap(({ place_id, campus, is_main }) => {
    const place = held.get(place_id ?? 0);
    return place ? [{ ...place, campus, isMain: is_main }] : [];
  });
