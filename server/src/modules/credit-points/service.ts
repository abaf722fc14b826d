import { withReader, type Database, type Tx } from '../../db/index.ts';
import { toProvenance } from '../../db/record-wire.ts';
import { NotFound } from '../../errors.ts';
import { listPhotos } from '../media/queries.ts';
import { findOrganisers } from '../organisers/queries.ts';
import { findHeld, heldAt } from '../places/find.ts';
import { countTiersBelow, findCreditPoint, listTiersAbove } from './queries.ts';
import type { CreditPoint } from './schema.ts';

export function getCreditPoint(db: Database, id: number): Promise<CreditPoint> {
  return withReader(db, (tx) => readCreditPoint(tx, id));
}

/** Throws NotFound. */
export async function readCreditPoint(tx: Tx, id: number): Promise<CreditPoint> {
  const row = await findCreditPoint(tx, id);
  if (!row) throw new NotFound();
  const institutions = await findOrganisers(tx, row.institution_id ? [row.institution_id] : []);
  return {
    id,
    kind: 'credit_point',
    title: row.name,
    description: row.description,
    tier: row.tier,
    parents: await listTiersAbove(tx, id),
    childCount: await countTiersBelow(tx, id),
    institution: institutions.get(row.institution_id ?? 0) ?? null,
    ...heldAt(await findHeld(tx, row.place_id ? [row.place_id] : []), row.place_id),
    services: row.services,
    phone: row.phone,
    photos: await listPhotos(tx, 'credit_point', id),
    provenance: toProvenance(row),
  };
}
