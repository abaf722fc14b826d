import type { CreditPointsTable } from '@zlm/server/modules/credit-points/tables';
import type { CreditPoint } from './demo/credit-points.ts';
import { encodeList } from '../shared/encode.ts';
import type { Refs } from '../kind.ts';
import { optional, record, type Row } from '../shared/rows.ts';

export function creditPointRow(refs: Refs, point: CreditPoint) {
  const { name, description, tier, parent, institution, place, services, phone } = point;
  return {
    id: refs.own(point),
    name,
    description,
    tier,
    parent_id: optional(parent, refs.own),
    institution_id: optional(institution, refs.institution),
    place_id: refs.place(place),
    services: encodeList(services),
    phone,
    ...record(point),
  } satisfies Row<CreditPointsTable>;
}
