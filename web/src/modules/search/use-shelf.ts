import type { SearchAnswer } from '@zlm/server/contract';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { search } from './pages.ts';
import { useResults } from './results.ts';
import { useSearchWords } from './use-search-words.ts';

const SHOWN = '6';

/** The first of what is online under the filters of the list; null while there is none to show. */
export function useShelf(): Readonly<ShallowRef<SearchAnswer | null>> {
  const results = useResults();
  const { words, scope } = useSearchWords();
  const shelf = shallowRef<SearchAnswer | null>(null);
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const controller = (running = new AbortController());
    const { origin: _origin, sort: _sort, ...rest } = words.value!;
    try {
      const answer = await search({ ...rest, scope: 'online', limit: SHOWN }, controller.signal);
      if (!controller.signal.aborted) shelf.value = answer;
    } catch (error) {
      if (isAbort(error)) return;
      // Beside the list it may be missing; the conservation line still counts it.
      if (!(error instanceof ApiProblem)) throw error;
      shelf.value = null;
    }
  }
  // Each answer of the list asks again only where the part that is online may differ.
  watch(
    () => {
      const { answer } = results;
      const isBeside = scope.value === 'view' || scope.value === 'elsewhere';
      if (!answer || !words.value || !isBeside || answer.online === 0) return null;
      const { bbox: _bbox, limit: _limit, scope: _scope, origin: _from, sort: _order, ...filters } = words.value;
      return JSON.stringify([filters, answer.online]);
    },
    (wanted) => {
      if (wanted !== null) return void load();
      running?.abort();
      shelf.value = null;
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.abort());
  return shelf;
}
