import type { FilterInput, Kind } from '@zlm/server/contract';
import { ORGANISER_FILTER } from '@zlm/server/contract/filter-table';

/** What an institution and those below it offer of a kind. */
export const offerFilters = (institution: number, kind: Kind): FilterInput => ({
  [ORGANISER_FILTER]: String(institution),
  kind,
});
