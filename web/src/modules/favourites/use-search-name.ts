import type { FilterInput } from '@zlm/server/contract';
import { useFilterWords } from '../search/filter-words.ts';

/** Filters in words, parted by dots: 书法 · 免费 · 本周末. */
export function useSearchName(): (filters: FilterInput) => string {
  const { conditions } = useFilterWords();
  return (filters) =>
    conditions(filters)
      .map(({ text }) => text)
      .join(' · ');
}
