import type { FilterInput } from '@zlm/server/contract';
import { valuesOf } from '../../state/url-query.ts';
import type { FilterName } from '@zlm/server/contract/filter-table';
import { useFilterWords } from '../search/filter-words.ts';

/** Filters in words, parted by dots: 书法 · 免费 · 本周末. */
export function useSearchName(): (filters: FilterInput) => string {
  const words = useFilterWords();
  return (filters) => {
    const names = (Object.keys(filters) as FilterName[]).filter((name) => name !== 'from' && name !== 'to');
    const parts = names.flatMap((name) => valuesOf(filters, name).map((value) => words(name, value)));
    if (filters.from !== undefined || filters.to !== undefined) parts.push(words.dates(filters.from, filters.to));
    return parts.join(' · ');
  };
}
