import type { FilterInput, Kind } from '@zlm/server/contract';

/** What an institution and those below it offer of a kind. */
export const offerFilters = (institution: number, kind: Kind): FilterInput => ({
  institution: String(institution),
  kind,
});
