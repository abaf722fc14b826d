import type { PlaceDetails } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';
import { findPlaces } from './queries.ts';
import { withReading } from '../../names/read-name.ts';

/** Details of the published places among `ids`, by id, with how their names are read. */
export async function findReadPlaces(tx: Tx, ids: readonly number[]): Promise<Map<number, PlaceDetails>> {
  const places = await findPlaces(tx, ids);
  return new Map([...places].map(([id, place]) => [id, withReading(place)]));
}
