import type { FilterInput, Kind } from '@zlm/server/contract';
import { onlyFilter } from '@zlm/server/contract/filter-table';

const ORGANISER = onlyFilter({ type: 'organiserId' });

/** What an institution and those below it offer of a kind. */
export const offerFilters = (institution: number, kind: Kind): FilterInput => ({
  [ORGANISER]: String(institution),
  kind,
});
