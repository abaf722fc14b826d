import type { Card, Endpoints, FilterInput } from '@zlm/server/contract';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { ASKED, pickRelated, relatedFilters, type Pattern } from './related.ts';

export interface Related {
  cards: Card[];
  /** Of the list that `filters` opens. */
  total: number;
  filters: FilterInput;
}

/** Others like the thing, nearest first; null until they are there, and where they cannot be had. */
export function useRelated(pattern: () => Pattern): ShallowRef<Related | null> {
  const related = shallowRef<Related | null>(null);
  let running: AbortController | null = null;

  watch(
    () => JSON.stringify(pattern()),
    async () => {
      running?.abort();
      const { signal } = (running = new AbortController());
      const { at } = pattern();
      const filters = relatedFilters(pattern());
      const order = at ? { sort: 'distance' as const, origin: at.map((degrees) => degrees.toFixed(6)).join(',') } : {};
      try {
        const query = { ...filters, ...order, scope: 'all' as const, limit: String(ASKED) };
        const { items, total } = await call<Endpoints['search']>('GET', '/api/search', { query }, signal);
        related.value = { cards: pickRelated(items, pattern()), total, filters };
      } catch (error) {
        // A shelf that does not come is no trouble.
        if (!signal.aborted && !(error instanceof ApiProblem)) throw error;
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.abort());
  return related;
}
