import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../../state/query.ts';
import { valuesOf } from '../../state/url-query.ts';
import { rowOf, type FilterName } from '@zlm/server/contract/filter-table';
import { useFilterWords } from './filter-words.ts';

export interface ActiveFilter {
  key: string;
  name: FilterName;
  text: string;
  remove: () => void;
}

/** The chosen conditions in words, each with the way to drop it. */
export function useActiveFilters(): ComputedRef<ActiveFilter[]> {
  const query = useQuery();
  const words = useFilterWords();

  return computed(() => {
    const { filters } = query;
    const active: ActiveFilter[] = [];
    for (const name of Object.keys(filters) as FilterName[]) {
      if (name === 'from' || name === 'to' || filters[name] === undefined) continue;
      for (const value of valuesOf(filters, name)) {
        const remove = () =>
          void (rowOf(name)?.isList ? query.toggle(name, value) : query.setFilters({ [name]: undefined }));
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
