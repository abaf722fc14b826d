import type { Endpoints, Coverage } from '@zlm/server/contract';
import { AREA_FILTER } from '@zlm/server/contract/filter-table';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call, toUrl } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useQuery } from '../../state/query.ts';

/** Coverage of the cities, or of the counties of one, under the filters of the address. */
export function useCoverage(city: () => string | undefined) {
  const query = useQuery();
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const coverage = shallowRef<Coverage | null>(null);
  let running: AbortController | null = null;

  const words = computed(() => ({
    ...query.filters,
    ...(city() ? { level: 'county' as const, [AREA_FILTER]: city() } : {}),
    lang: query.lang,
  }));

  async function read(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const parts = { query: words.value } as never;
      coverage.value = await call<Endpoints['getCoverage']>('GET', '/api/supply', parts, signal);
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  watch(() => JSON.stringify(words.value), read, { immediate: true });
  onScopeDispose(() => running?.abort());

  return { state, coverage, read, csv: computed(() => toUrl('/api/supply.csv', {}, words.value)) };
}
