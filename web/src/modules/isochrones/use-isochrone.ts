import type { Endpoints, Isochrone } from '@zlm/server/contract';
import { filtersWhere, removing, withoutFilters } from '@zlm/server/contract/filter-table';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useQuery } from '../../state/query.ts';
import { useViewState } from '../../state/view-state.ts';
import { fit } from '../../state/viewport.ts';
import { bboxAround } from '../../geometry/ring.ts';
import { useOrigin } from '../divisions/origin.ts';

const SPOTS = filtersWhere({ tells: 'spot' });

/** The area on foot around the starting point; it becomes the filter of map and list, and the map shows it. */
export function useIsochrone(minutes: () => string) {
  const query = useQuery();
  const viewState = useViewState();
  const origin = useOrigin();
  const state = ref<'idle' | 'loading' | 'done' | 'error'>('idle');
  const isochrone = shallowRef<Isochrone | null>(null);
  let running: AbortController | null = null;

  const otherFilters = () => withoutFilters(query.filters, SPOTS);
  async function read(): Promise<void> {
    running?.abort();
    // Around an area there is no walk of so many minutes.
    if (!origin.lngLat || origin.isCoarse) return;
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    const words = { ...otherFilters(), from: origin.lngLat.join(','), minutes: minutes(), lang: query.lang };
    try {
      show(await call<Endpoints['getIsochrone']>('GET', '/api/reach', { query: words as never }, signal));
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  function show(found: Isochrone): void {
    const isSame = isochrone.value && String(isochrone.value.area.coordinates) === String(found.area.coordinates);
    isochrone.value = found;
    void query.setFilters({ ...removing(SPOTS), ...found.filter }, 'replace');
    if (!isSame && viewState.size)
      viewState.flyTo(fit(bboxAround(found.area.coordinates[0]!), viewState.size, viewState.padding));
  }
  watch(() => JSON.stringify([origin.lngLat, origin.isCoarse, minutes(), otherFilters(), query.lang]), read, {
    immediate: true,
  });
  onScopeDispose(() => running?.abort());
  return { state, isochrone, read };
}
