import { FeatureIndex } from '../feature-index.ts';
import type { PageRequest, RowInput, Schema } from '../input/types.ts';
import { schema as usual } from './arbitraries.ts';

/** A row without anything special, to be spread. */
export const plainRow: RowInput = {
  id: 1,
  place: 1,
  lng: 120,
  lat: 30,
  facets: { kind: [1] },
  sessions: null,
  lastDay: null,
  pinned: false,
};
export const everything = { facets: {} };
export const soonest: PageRequest = { sort: 'soonest', limit: 5, scope: 'all', asOf: 0 };

export function indexOf(rows: readonly RowInput[], schema: Schema = usual): FeatureIndex {
  const index = new FeatureIndex(schema);
  index.load(rows);
  return index;
}
