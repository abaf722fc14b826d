import type { FilterName } from '@zlm/server/contract/filter-table';
import type { Scope } from '../../state/words.ts';
import { isPlaceless } from '../../things/placeless.ts';
import { useResults } from './results.ts';

const HAVE_PLACELESS: readonly Scope[] = ['all', 'unplaced', 'online'];

/** How many would match with this value; 0 where a facet is counted and lacks it, null where it is not counted or has no place on the map that is. */
export function useFacetCount(): (name: FilterName, value: string) => number | null {
  const results = useResults();
  return (name, value) => {
    const counts = results.answer?.facets[name];
    if (!counts) return null;
    const isElsewhere = isPlaceless(name, value) && !HAVE_PLACELESS.includes(results.scope);
    return counts[value] ?? (isElsewhere ? null : 0);
  };
}
