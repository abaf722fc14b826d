import type { PlaceDetails, VenueDetails } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';
import { findPlaces, type Held } from './queries.ts';
import { withReading } from '../../names/read-name.ts';

/** Details of the published places among `ids`, with how their names are read. */
export async function findHeld(tx: Tx, ids: readonly number[]): Promise<Held> {
  const { places, venues } = await findPlaces(tx, ids);
  return { places: read(places), venues: read(venues) };
}

const read = <T extends { name: string }>(all: ReadonlyMap<number, T>): Map<number, T> =>
  new Map([...all].map(([id, place]) => [id, withReading(place)]));

/** Where one thing is held: on the map, or somewhere that is not on it. */
export function heldAt(
  { places, venues }: Held,
  id: number | null,
): { place: PlaceDetails | null; venue: VenueDetails | null } {
  return { place: places.get(id ?? 0) ?? null, venue: venues.get(id ?? 0) ?? null };
}

/** Those on the map, by id. */
export const findReadPlaces = async (tx: Tx, ids: readonly number[]): Promise<Map<number, PlaceDetails>> =>
  (await findHeld(tx, ids)).places;
