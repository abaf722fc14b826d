import type { Answer, Endpoints } from '@zlm/server/contract';
import { onScopeDispose, shallowRef, type Ref, watch } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useQuery } from '../../state/query.ts';
import { useViewState } from '../../state/view-state.ts';

export type Suggestion = Answer<Endpoints['suggest']>['suggestions'][number];

const PAUSE_MS = 140;
const LIMIT = '8';

/** Suggestions for what is typed, after a pause; older questions are dropped. */
export function useSuggestions(text: Ref<string>, isActive: Ref<boolean>): Ref<readonly Suggestion[]> {
  const query = useQuery();
  const viewState = useViewState();
  const suggestions = shallowRef<readonly Suggestion[]>([]);
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(q: string): Promise<void> {
    const controller = (running = new AbortController());
    const words = {
      q,
      limit: LIMIT,
      ...(viewState.bbox ? { bbox: viewState.bbox.map((value) => value.toFixed(5)).join(',') } : {}),
      ...query.area,
      ...(query.lang === 'en' ? { lang: query.lang } : {}),
    };
    try {
      const answer = await call<Endpoints['suggest']>('GET', '/api/suggest', { query: words }, controller.signal);
      suggestions.value = answer.suggestions;
    } catch (error) {
      // Suggestions are a convenience: without them the search itself still works.
      if (!isAbort(error) && !(error instanceof ApiProblem)) throw error;
    }
  }

  watch([text, isActive], () => {
    clearTimeout(timer);
    running?.abort();
    const q = text.value.trim();
    if (!isActive.value || q === '') suggestions.value = [];
    else if ([...q].length <= 60) timer = setTimeout(() => void load(q), PAUSE_MS);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    running?.abort();
  });
  return suggestions;
}
