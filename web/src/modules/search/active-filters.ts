import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../../state/query.ts';
import { valuesOf } from '../../state/url-query.ts';
import type { FilterName } from '../../state/words.ts';
import { useFilterWords } from './filter-words.ts';

export interface ActiveFilter {
  key: string;
  name: FilterName;
  text: string;
  remove: () => void;
}

/** Names whose text is one value, commas and all. */
const WHOLE: ReadonlySet<FilterName> = new Set(['q', 'near', 'within', 'at', 'open', 'when']);

/** The chosen conditions in words, each with the way to drop it. */
export function useActiveFilters(): ComputedRef<ActiveFilter[]> {
  const query = useQuery();
  const words = useFilterWords();

  return computed(() => {
    const { filters } = query;
    const active: ActiveFilter[] = [];
    for (const name of Object.keys(filters) as FilterName[]) {
      if (name === 'from' || name === 'to' || filters[name] === undefined) continue;
      for (const value of WHOLE.has(name) ? [filters[name]] : valuesOf(filters, name)) {
        const remove = () =>
          void (WHOLE.has(name) ? query.setFilters({ [name]: undefined }) : query.toggle(name, value));
        active.push({ key: `${name} ${value}`, name, text: words(name, value), remove });
      }
    }
    if (filters.from !== undefined || filters.to !== undefined) {
      const remove = () => void query.setFilters({ from: undefined, to: undefined });
      active.push({ key: 'dates', name: 'from', text: words.dates(filters.from, filters.to), remove });
    }
    return active;
  });
}
