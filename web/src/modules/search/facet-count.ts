import type { FilterName } from '../../state/words.ts';
import { useResults } from './results.ts';

/** How many would match with this value; 0 where a facet is counted and lacks it, null where it is not counted. */
export function useFacetCount(): (name: FilterName, value: string) => number | null {
  const results = useResults();
  return (name, value) => {
    const counts = results.answer?.facets[name];
    return counts ? (counts[value] ?? 0) : null;
  };
}
