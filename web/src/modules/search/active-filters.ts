import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../../state/query.ts';
import { removing, rowOf, type FilterName } from '@zlm/server/contract/filter-table';
import { useFilterWords, type Condition } from './filter-words.ts';

export interface ActiveFilter {
  key: string;
  name: FilterName;
  text: string;
  remove: () => void;
}

/** Those shown as chips: the search field already shows its words, the head of a stack its spot. */
export function useShownFilters(): ComputedRef<ActiveFilter[]> {
  const active = useActiveFilters();
  return computed(() => active.value.filter(({ name }) => !rowOf(name)?.hasNoChip));
}

/** The chosen conditions in words, each with the way to drop it. */
export function useActiveFilters(): ComputedRef<ActiveFilter[]> {
  const query = useQuery();
  const { conditions } = useFilterWords();

  function toActive({ names, value, text }: Condition): ActiveFilter {
    const name = names[0]!;
    const remove = () =>
      void (value !== null && rowOf(name)?.isList ? query.toggle(name, value) : query.setFilters(removing(names)));
    return { key: value === null ? 'dates' : `${name} ${value}`, name, text, remove };
  }
  return computed(() => conditions(query.filters).map(toActive));
}
