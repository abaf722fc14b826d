import type { Card, Endpoints, SearchAnswer } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useOrigin } from '../divisions/origin.ts';
import { useQuery } from '../../state/query.ts';
import { useStage } from '../../state/stage.ts';
import type { Scope } from '../../state/words.ts';
import { isAllPlaceless } from './placeless.ts';

type SearchWords = Parameters<typeof call<Endpoints['search']>>[2]['query'];

const PAGE = 20;
/** Pans come in bursts; one search after the last. */
const SETTLE_MS = 160;
const FIRST_RETRY_S = 2;

/** What matches the address: totals, facets and the pages of the list read so far. */
export const useResults = defineStore('results', () => {
  const query = useQuery();
  const stage = useStage();
  const origin = useOrigin();

  const state = ref<'idle' | 'loading' | 'done' | 'error' | 'preparing'>('idle');
  const answer = shallowRef<SearchAnswer | null>(null);
  const items = shallowRef<readonly Card[]>([]);
  const more = ref<'idle' | 'loading' | 'error'>('idle');
  const problem = shallowRef<ApiProblem | null>(null);

  /** The part the list shows: as asked for, else where the conditions can find something. */
  const scope = computed<Scope>(() => {
    if (query.query.scope) return query.query.scope;
    if (query.filters.at) return 'all';
    return isAllPlaceless(query.filters) ? 'unplaced' : 'view';
  });
  /** How many the list shows in all its pages. */
  const count = computed(() => {
    const found = answer.value;
    if (!found) return null;
    return { all: found.total, view: found.inView, elsewhere: found.elsewhere, unplaced: found.unplaced }[scope.value];
  });
  const words = computed<SearchWords | null>(() => {
    if (!stage.bbox) return null;
    const { sort, filters } = query.query;
    const near = origin.lngLat;
    const nearest = near && !filters.q ? 'distance' : undefined;
    return {
      ...filters,
      bbox: stage.bbox.map((value) => value.toFixed(5)).join(','),
      scope: scope.value,
      limit: String(PAGE),
      ...(near ? { origin: near.join(',') } : {}),
      ...(((sort === 'distance' && !near ? undefined : sort) ?? nearest) ? { sort: sort ?? nearest } : {}),
      ...(query.lang === 'en' ? { lang: query.lang } : {}),
    };
  });

  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    if (!words.value) return;
    running?.abort();
    const controller = (running = new AbortController());
    clearTimeout(timer);
    if (state.value !== 'preparing') state.value = 'loading';
    try {
      const found = await search(words.value, controller.signal);
      answer.value = found;
      items.value = found.items;
      more.value = 'idle';
      problem.value = null;
      state.value = 'done';
    } catch (error) {
      if (isAbort(error) || controller.signal.aborted) return;
      fail(error);
    }
  }

  function fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    problem.value = error;
    state.value = error.isPreparing ? 'preparing' : 'error';
    if (error.isPreparing) timer = setTimeout(() => void load(), 1000 * (error.retryAfter ?? FIRST_RETRY_S));
  }

  async function loadMore(): Promise<void> {
    const cursor = answer.value?.nextCursor;
    if (!cursor || !words.value || more.value === 'loading' || state.value !== 'done') return;
    more.value = 'loading';
    const { signal } = running!;
    try {
      const page = await search({ ...words.value, cursor }, signal);
      answer.value = { ...answer.value!, nextCursor: page.nextCursor };
      items.value = [...items.value, ...page.items];
      more.value = 'idle';
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      more.value = 'error';
    }
  }

  watch(
    () => JSON.stringify(words.value),
    (_, before) => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), before === undefined || !answer.value ? 0 : SETTLE_MS);
    },
    { immediate: true },
  );
  return { state, answer, items, more, problem, scope, count, load, loadMore };
});

function search(query: SearchWords, signal: AbortSignal): Promise<SearchAnswer> {
  return call<Endpoints['search']>('GET', '/api/search', { query }, signal);
}
