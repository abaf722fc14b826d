import type { PlaceDetails, VenueDetails } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';
import { toPositions } from '../../formats/crs.ts';
import type { OpeningExceptionsTable, PlacesTables } from './tables.ts';

/** By id. */
export interface Held {
  places: Map<number, PlaceDetails>;
  /** Those without a position. */
  venues: Map<number, VenueDetails>;
}

/** Details of the published places among `ids`. */
export async function findPlaces(tx: Tx, ids: readonly number[]): Promise<Held> {
  const held: Held = { places: new Map(), venues: new Map() };
  if (ids.length === 0) return held;
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
  for (const row of rows) {
    const venue: VenueDetails = {
      id: row.id,
      name: row.name,
      address: row.address,
      division: row.division,
      divisionBy: row.division_by,
      phone: row.phone,
      website: row.website,
      openingHours: row.opening_hours,
      openingExceptions: exceptions.filter(({ place_id }) => place_id === row.id).map(toException),
      accessibility: row.accessibility,
    };
    const { lng, lat, precision_m: precision } = row;
    if (lng === null || lat === null) held.venues.set(row.id, venue);
    else held.places.set(row.id, { ...venue, lngLat: [lng, lat], precision, positions: toPositions([lng, lat]) });
  }
  return held;
}

function toException(row: OpeningExceptionsTable): PlaceDetails['openingExceptions'][number] {
  return {
    date: row.on_date,
    opens: row.opens?.slice(0, 5) ?? null,
    closes: row.closes?.slice(0, 5) ?? null,
    note: row.note,
  };
}
