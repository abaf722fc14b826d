import type { PlaceRef } from '../../contract/common.ts';
import type { FormBody, PinForm } from '../../contract/form.ts';
import { valuesOf } from '../../contract/form-rows.ts';
import type { Tx } from '../../db/index.ts';
import { findReadPlaces } from '../places/find.ts';

/** The known places that bodies name. */
export async function listPlacesOf(
  tx: Tx,
  { fields }: PinForm,
  bodies: readonly (FormBody | null)[],
): Promise<PlaceRef[]> {
  const ids = bodies.flatMap((body) =>
    [...valuesOf(fields, body ?? {})].flatMap(({ field, value }) => {
      const id = field.type === 'place' ? (value as { id?: unknown } | null)?.id : null;
      return typeof id === 'number' && Number.isSafeInteger(id) ? [id] : [];
    }),
  );
  return [...(await findReadPlaces(tx, ids)).values()].map(({ id, name, address, division, lngLat, precision }) => ({
    ...{ id, name, address, division, lngLat, precision },
  }));
}
