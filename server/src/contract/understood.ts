import { filtersWhere, removing, WORDS_FILTER, type FilterName } from './filter-table.ts';
import type { FilterInput } from './filters.ts';

const DAYS = filtersWhere({ tells: 'days' });

/** What an address takes over of words that were understood: what is said now replaces what was chosen under the same name. */
export function toChange({ q, filters }: { q: string; filters: Partial<Record<FilterName, string>> }): FilterInput {
  const days = DAYS.some((name) => filters[name] !== undefined) ? removing(DAYS) : {};
  return { ...days, ...filters, [WORDS_FILTER]: q === '' ? undefined : q } as FilterInput;
}
