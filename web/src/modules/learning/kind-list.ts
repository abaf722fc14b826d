import type { Card, Kind, Lang, SearchAnswer } from '@zlm/server/contract';
import { ref, shallowRef } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { cardKey, PAGE, search } from '../search/pages.ts';
import { differentFirst } from './different-first.ts';

type KindList = ReturnType<typeof createKindList>;

/** What is offered of one kind in all the province, whatever the map shows; kept while the app is open. */
const lists = new Map<Kind, KindList>();

export function useKindList(kind: Kind): KindList {
  const list = lists.get(kind) ?? createKindList(kind);
  lists.set(kind, list);
  return list;
}

function createKindList(kind: Kind) {
  const state = ref<'idle' | 'loading' | 'done' | 'error'>('idle');
  const answer = shallowRef<SearchAnswer | null>(null);
  const cards = shallowRef<readonly Card[]>([]);
  const chosen = ref('');
  /** Of the whole kind: a chosen topic does not take the others away. */
  const counts = shallowRef<Readonly<Record<string, number>>>({});
  let running: AbortController | null = null;
  let lang: Lang = 'zh-CN';

  /** Which things these are, in the words of a list. */
  const chosenWords = () => ({ kind, ...(chosen.value ? { topic: chosen.value } : {}) });
  async function ask(cursor: string | null): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    const words = {
      limit: String(PAGE),
      ...chosenWords(),
      ...(cursor ? { cursor } : {}),
      ...(lang === 'en' ? { lang } : {}),
    };
    state.value = 'loading';
    try {
      const found = await search(words, signal);
      if (signal.aborted) return;
      const known = new Set(cursor ? cards.value.map(cardKey) : []);
      cards.value = [
        ...(cursor ? cards.value : []),
        ...differentFirst(found.items.filter((card) => !known.has(cardKey(card)))),
      ];
      answer.value = found;
      if (!chosen.value) counts.value = found.facets.topic ?? {};
      state.value = 'done';
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  /** The first page, unless it is there in this language. */
  function show(inLang: Lang): void {
    if (state.value === 'done' && inLang === lang) return;
    lang = inLang;
    void ask(null);
  }
  function choose(code: string): void {
    chosen.value = code;
    void ask(null);
  }
  const read = () => void ask(null);
  const readMore = () => void ask(answer.value?.nextCursor ?? null);
  return { state, answer, cards, chosen, chosenWords, counts, show, read, readMore, choose };
}
