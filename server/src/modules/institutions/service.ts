import { withReader, type Database } from '../../db/index.ts';
import { toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { findPlaces } from '../places/queries.ts';
import { countOffers, findInstitutionRows, listAncestors, listChildren } from './queries.ts';
import type { Institution } from './schema.ts';

export function getInstitution(db: Database, id: number, now: Date): Promise<Institution> {
  return withReader(db, async (tx) => {
    const rows = await findInstitutionRows(tx, id);
    const [first] = rows;
    if (!first) throw new NotFound();
    const day = toDay(now);
    const places = await findPlaces(
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
      places: rows.flatMap(({ place_id, campus, is_main }) => {
        const place = places.get(place_id ?? 0);
        return place ? [{ ...place, campus, isMain: is_main }] : [];
      }),
      ancestors: await listAncestors(tx, id, day),
      children,
      childCount: count,
      offers: await countOffers(tx, id),
      provenance: toProvenance(first),
    };
  });
}
