import { countyOf, fullName } from '../reading/division-names.ts';
import type { VenueDraft } from '../reading/drafts.ts';
import type { IssueCode } from '../reading/issues.ts';
import { spotKey, type Locations } from '../locate.ts';
import type { Reference } from '../reading/reference.ts';

export interface PlacedIn {
  division: string;
  by: 'declared' | 'boundary' | 'nearest_seat';
  /** Stays the same when boundaries are loaded later: part of derived ids. */
  stableCounty: string | null;
  /** The same, or the declared township in it. */
  stableDivision: string | null;
  warning: { code: IssueCode; detail: string } | null;
}

/** A division that says no more than where all of this is. */
export const SOMEWHERE = '330000';

/** The division of a venue: of one that has a position by boundary, else as declared, else by the nearest county seat. */
export function placeInCounty(venue: VenueDraft, locations: Locations, { divisions }: Reference): PlacedIn {
  const declaredCounty = countyOf(venue.declared);
  if (!venue.spot) {
    const division = venue.declared ?? SOMEWHERE;
    return { division, by: 'declared', stableCounty: declaredCounty, stableDivision: venue.declared, warning: null };
  }
  const located = locations.get(spotKey(venue.spot))!;
  const name = (code: string) => fullName(divisions.byCode, divisions.byCode.get(code)!);
  const stableCounty = declaredCounty ?? located.nearest;
  const stableDivision = declaredCounty ? venue.declared! : located.nearest;

  if (located.boundary) {
    const agrees = declaredCounty === located.boundary;
    const division = agrees ? venue.declared! : located.boundary;
    const differs = declaredCounty !== null && !agrees;
    const warning = differs ? { code: 'polygon-wins' as const, detail: name(located.boundary) } : null;
    return { division, by: 'boundary', stableCounty, stableDivision, warning };
  }
  // A county whose boundary does not hold the point is no candidate while others have none.
  const division = declaredCounty ? venue.declared! : (located.open ?? located.nearest);
  return {
    division,
    by: declaredCounty ? 'declared' : 'nearest_seat',
    stableCounty,
    stableDivision,
    warning: located.open === null ? { code: 'outside-boundaries', detail: name(division) } : null,
  };
}
