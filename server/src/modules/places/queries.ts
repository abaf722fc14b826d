import type { PlaceDetails } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';
import { toPositions } from '../../formats/crs.ts';
import type { OpeningExceptionsTable, PlacesTables } from './tables.ts';

/** Details of the published places among `ids`, by id. */
export async function findPlaces(tx: Tx, ids: readonly number[]): Promise<Map<number, PlaceDetails>> {
  if (ids.length === 0) return new Map();
  const db = tx.withTables<PlacesTables>();
  const rows = await db
    .selectFrom('public_places')
    .select(['id', 'name', 'address', 'division', 'division_by', 'phone', 'website', 'opening_hours', 'accessibility'])
    .select(['lng', 'lat', 'precision_m'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const exceptions = await db
    .selectFrom('public_opening_exceptions')
    .selectAll()
    .where('place_id', 'in', [...new Set(ids)])
    .orderBy('on_date')
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        address: row.address,
        division: row.division,
        divisionBy: row.division_by,
        lngLat: [row.lng, row.lat],
        precision: row.precision_m,
        positions: toPositions([row.lng, row.lat]),
        phone: row.phone,
        website: row.website,
        openingHours: row.opening_hours,
        openingExceptions: exceptions.filter(({ place_id }) => place_id === row.id).map(toException),
        accessibility: row.accessibility,
      },
    ]),
  );
}

function toException(row: OpeningExceptionsTable): PlaceDetails['openingExceptions'][number] {
  return {
    date: row.on_date,
    opens: row.opens?.slice(0, 5) ?? null,
    closes: row.closes?.slice(0, 5) ?? null,
    note: row.note,
  };
}
