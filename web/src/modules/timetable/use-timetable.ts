import type { Endpoints, Timetable } from '@zlm/server/contract';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { atMostEvery } from '../../api/at-most-every.ts';
import { onChange } from '../../state/changes.ts';
import { useQuery } from '../../state/query.ts';
import { withoutTimes } from './week.ts';

const REREAD_MS = 5_000;

/** The week of a day for the conditions of the address, read again when something changes. */
export function useTimetable(dayOf: () => string | undefined) {
  const query = useQuery();
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const week = shallowRef<Timetable | null>(null);
  const problem = shallowRef<ApiProblem | null>(null);
  const words = computed(() => {
    const day = dayOf();
    const lang = query.lang === 'en' ? { lang: query.lang } : {};
    return { ...withoutTimes(query.filters), ...(day === undefined ? {} : { week: day }), ...lang };
  });

  let running: AbortController | null = null;
  async function read(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    try {
      week.value = await call<Endpoints['getTimetable']>('GET', '/api/timetable', { query: words.value }, signal);
      state.value = 'done';
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      // What is shown is better than a trouble.
      if (state.value === 'done') return;
      problem.value = error;
      state.value = 'error';
    }
  }
  function load(): void {
    state.value = 'loading';
    void read();
  }
  const rereads = atMostEvery(REREAD_MS, () => void read());
  onChange(() => rereads.ask());
  onScopeDispose(() => {
    running?.abort();
    rereads.stop();
  });
  watch(() => JSON.stringify(words.value), load, { immediate: true });
  return { state, week, problem, load };
}
