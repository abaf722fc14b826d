import { withReader, type Database, type Tx } from '../../db/index.ts';
import { toPrice, toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { listPhotos } from '../media/queries.ts';
import { findOrganisers, listAncestors } from '../organisers/queries.ts';
import { findResource } from './queries.ts';
import type { Resource } from './schema.ts';

export function getResource(db: Database, id: number, now: Date): Promise<Resource> {
  return withReader(db, (tx) => readResource(tx, id, now));
}

/** Throws NotFound. */
export async function readResource(tx: Tx, id: number, now: Date): Promise<Resource> {
  const row = await findResource(tx, id);
  if (!row) throw new NotFound();
  const institutions = await findOrganisers(tx, row.institution_id ? [row.institution_id] : []);
  const institution = institutions.get(row.institution_id ?? 0) ?? null;
  return {
    id,
    kind: 'resource',
    title: row.title,
    description: row.description,
    institution,
    ancestors: institution ? await listAncestors(tx, institution.id, toDay(now)) : [],
    medium: row.medium,
    url: row.url,
    durationMinutes: row.duration_minutes,
    topics: row.topics,
    audiences: row.audiences,
    price: toPrice(row),
    publishedOn: row.published_on,
    photos: await listPhotos(tx, 'resource', id),
    provenance: toProvenance(row),
  };
}
