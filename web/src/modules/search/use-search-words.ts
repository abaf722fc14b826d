import { computed } from 'vue';
import { useQuery } from '../../state/query.ts';
import { useViewState } from '../../state/view-state.ts';
import type { Scope } from '../../state/words.ts';
import { useOrigin } from '../divisions/origin.ts';
import { PAGE, type SearchWords } from './pages.ts';
import { isAllPlaceless } from '../../things/placeless.ts';

/** What a search asks for, from the address and the part of the map that is seen. */
export function useSearchWords() {
  const query = useQuery();
  const viewState = useViewState();
  const origin = useOrigin();

  /** The part the list shows: as asked for, else where the conditions can find something. */
  const scope = computed<Scope>(() => {
    if (query.query.scope) return query.query.scope;
    if (query.stack) return 'all';
    return isAllPlaceless(query.filters) ? 'online' : 'view';
  });
  const words = computed<SearchWords | null>(() => {
    if (!viewState.bbox) return null;
    const { sort, filters } = query.query;
    const near = origin.lngLat;
    const nearest = near && !query.words ? 'distance' : undefined;
    return {
      ...filters,
      bbox: viewState.bbox.map((value) => value.toFixed(5)).join(','),
      scope: scope.value,
      limit: String(PAGE),
      ...(near ? { origin: near.join(',') } : {}),
      ...(((sort === 'distance' && !near ? undefined : sort) ?? nearest) ? { sort: sort ?? nearest } : {}),
      ...(query.lang === 'en' ? { lang: query.lang } : {}),
    };
  });

  let asked = '';
  return {
    scope,
    words,
    /** Remembers the present words as those that were asked. */
    note: () => void (asked = JSON.stringify(words.value)),
    isAsked: () => asked === JSON.stringify(words.value),
  };
}
