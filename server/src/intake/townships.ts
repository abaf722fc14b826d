import type { LngLat } from '../formats/crs.ts';
import type { Draft, VenueDraft } from './reading/drafts.ts';

/** Where each township is about, by its code. */
export type Townships = ReadonlyMap<string, LngLat>;

/** Half of a township lies within it. */
const PRECISION_M = 2_000;

/** Venues without a position, where somebody chose to show them about where their township is. */
export function placeInTownships(drafts: readonly Draft[], townships: Townships): Draft[] {
  return drafts.map((draft) => ({ ...draft, venues: draft.venues.map((venue) => placeInTownship(venue, townships)) }));
}

function placeInTownship(venue: VenueDraft, townships: Townships): VenueDraft {
  const wgs84 = venue.spot || venue.declared === null ? undefined : townships.get(venue.declared.slice(0, 9));
  if (!wgs84) return venue;
  return { ...venue, spot: { crs: 'WGS84', source: wgs84, wgs84, precision: PRECISION_M }, isApproximate: true };
}
