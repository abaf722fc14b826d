import type { PlaceRef } from '../../contract/common.ts';
import type { FormBody } from '../../contract/form.ts';
import type { Tx } from '../../db/index.ts';
import { findReadPlaces } from '../places/find.ts';

/** The known places that bodies name. */
export async function listPlacesOf(tx: Tx, bodies: readonly (FormBody | null)[]): Promise<PlaceRef[]> {
  const ids = bodies.flatMap((body) => {
    const id = (body?.['place'] as { id?: unknown } | undefined)?.id;
    return typeof id === 'number' && Number.isSafeInteger(id) ? [id] : [];
  });
  return [...(await findReadPlaces(tx, ids)).values()].map(({ id, name, address, division, lngLat, precision }) => ({
    ...{ id, name, address, division, lngLat, precision },
  }));
}
