import type { Card, SearchAnswer } from '@zlm/server/contract';
import { countOf } from '@zlm/server/contract/unplaced';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { afterPaint } from '../../state/after-paint.ts';
import { atMostEvery } from '../../api/at-most-every.ts';
import { followChanges, onChange } from '../../state/changes.ts';
import { cardKey, lacksItems, readAgain, search } from './pages.ts';
import { useSearchWords } from './use-search-words.ts';

/** Pans come in bursts; one search after the last. */
const SETTLE_MS = 160;
const FIRST_RETRY_S = 2;
/** What changes is shown at once, then at most this often. */
const REREAD_MS = 1_000;
const REREAD_RETRY_MS = 5_000;
/** Until the server has its list again. */
const AWAY_RETRY_MS = 2_000;

/** What matches the address: totals, facets and the pages of the list read so far. */
export const useResults = defineStore('results', () => {
  const { scope, words, isAsked, note } = useSearchWords();
  const state = ref<'idle' | 'loading' | 'done' | 'error' | 'preparing'>('idle');
  const answer = shallowRef<SearchAnswer | null>(null);
  const items = shallowRef<readonly Card[]>([]);
  const more = ref<'idle' | 'loading' | 'error'>('idle');
  const problem = shallowRef<ApiProblem | null>(null);
  /** The first list is on screen: what may wait for it may now load. */
  const isSettled = ref(false);
  /** What is shown answers the same question as before: nothing may jump. */
  const isReread = ref(false);

  /** How many the list shows in all its pages. */
  const count = computed(() => answer.value && countOf(answer.value, scope.value));

  /** Only the counts are known: the list itself cannot be had now. */
  const isAway = computed(() => answer.value !== null && lacksItems(answer.value));

  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rereading: Promise<void> | null = null;
  /** Something changed after the running request was sent. */
  let isOld = false;
  const rereads = atMostEvery(REREAD_MS, reread);

  async function load(): Promise<void> {
    if (!words.value) return;
    running?.abort();
    const controller = (running = new AbortController());
    clearTimeout(timer);
    isOld = false;
    isReread.value = false;
    note();
    if (state.value !== 'preparing') state.value = 'loading';
    try {
      const found = await search(words.value, controller.signal);
      show(found, false);
      if (lacksItems(found)) rereadIn(AWAY_RETRY_MS);
      more.value = 'idle';
      problem.value = null;
      state.value = 'done';
      followChanges(found.version);
      rereadIfOld();
    } catch (error) {
      if (isAbort(error) || controller.signal.aborted) return;
      fail(error);
    }
  }

  function show(found: SearchAnswer, again: boolean): void {
    isReread.value = again;
    answer.value = found;
    items.value = keepKnown(found.items);
  }

  /** A card that says the same stays the same: nothing draws it again. */
  function keepKnown(cards: readonly Card[]): readonly Card[] {
    const known = new Map(items.value.map((card) => [cardKey(card), card]));
    return cards.map((card) => {
      const before = known.get(cardKey(card));
      return before && JSON.stringify(before) === JSON.stringify(card) ? before : card;
    });
  }

  function fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    problem.value = error;
    state.value = error.isPreparing ? 'preparing' : 'error';
    if (error.isPreparing) timer = setTimeout(() => void load(), 1000 * (error.retryAfter ?? FIRST_RETRY_S));
  }

  async function loadMore(): Promise<void> {
    if (!answer.value?.nextCursor || !words.value || more.value === 'loading' || state.value !== 'done') return;
    more.value = 'loading';
    const { signal } = running!;
    await rereading;
    try {
      const cursor = answer.value.nextCursor;
      if (cursor && isAsked()) {
        const page = await search({ ...words.value, cursor }, signal);
        const known = new Set(items.value.map(cardKey));
        answer.value = { ...answer.value, nextCursor: page.nextCursor };
        items.value = [...items.value, ...page.items.filter((card) => !known.has(cardKey(card)))];
      }
      more.value = 'idle';
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      more.value = 'error';
    }
    rereadIfOld();
  }

  /** Reads again what is shown, which stays until the answer is there; soon, when something else runs. */
  function reread(): void {
    if (state.value === 'error') return void load();
    const isBusy = state.value !== 'done' || more.value === 'loading' || rereading !== null;
    // Another question is about to be asked anyway.
    if (isBusy || !isOld || !isAsked()) return;
    isOld = false;
    rereading = readShown().finally(() => {
      rereading = null;
      rereadIfOld();
    });
  }
  async function readShown(): Promise<void> {
    const { signal } = running!;
    try {
      const found = await readAgain(words.value!, items.value.length, signal);
      if (signal.aborted) return;
      if (lacksItems(found)) rereadIn(AWAY_RETRY_MS);
      // A list that is there stays rather than give way to counts.
      if (!lacksItems(found) || isAway.value) show(found, true);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      rereadIn(REREAD_RETRY_MS);
    }
  }
  function rereadIfOld(): void {
    if (isOld) rereads.ask();
  }
  function rereadIn(ms: number): void {
    setTimeout(rereadLater, ms);
  }
  function rereadLater(): void {
    isOld = true;
    rereads.ask();
  }
  onChange(rereadLater);

  const settled = watch(state, (now) => {
    if (now !== 'done' && now !== 'error') return;
    afterPaint(() => (isSettled.value = true));
    settled();
  });
  watch(
    () => JSON.stringify(words.value),
    (_, before) => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), before === undefined || !answer.value ? 0 : SETTLE_MS);
    },
    { immediate: true },
  );
  return { state, answer, items, more, problem, scope, isReread, isSettled, isAway, count, load, loadMore };
});
