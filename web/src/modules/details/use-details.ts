import { inject, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { atMostEvery } from '../../api/at-most-every.ts';
import { onChange } from '../../state/changes.ts';

export interface Details<T> {
  /** `withdrawn`: it was here until just now. */
  state: Ref<'loading' | 'done' | 'missing' | 'withdrawn' | 'preparing' | 'error'>;
  thing: ShallowRef<T | null>;
  reload: () => void;
}

/** Details that are not public yet, in place of what the server would be asked for; named by a word, as whoever shows them loads later. */
export const usePreviewed = () => inject<Readonly<ShallowRef<{ details: unknown } | null>> | null>('previewed', null);

const RETRY_S = 2;
const REREAD_MS = 1_000;
const REREAD_RETRY_S = 5;

/** Reads the thing with this id, again when the id or anything else changes; waits while the server prepares. */
export function useDetails<T>(id: () => number, read: (id: string, signal: AbortSignal) => Promise<T>): Details<T> {
  const state: Details<T>['state'] = ref('loading');
  const thing = shallowRef<T | null>(null);
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Something changed after the running request was sent. */
  let isOld = false;
  const previewed = usePreviewed();
  if (previewed) {
    thing.value = (previewed.value?.details ?? null) as T | null;
    return { state: ref('done'), thing, reload: () => undefined };
  }
  const rereads = atMostEvery(REREAD_MS, reread);

  function load(): Promise<void> {
    state.value = 'loading';
    return fetchThing();
  }
  async function fetchThing(): Promise<void> {
    stop();
    const { signal } = (running = new AbortController());
    isOld = false;
    try {
      thing.value = await read(String(id()), signal);
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      fail(error);
    }
    running = null;
    if (isOld) rereads.ask();
  }
  function fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.isMissing) {
      state.value = thing.value ? 'withdrawn' : 'missing';
      thing.value = null;
      return;
    }
    // What is shown is better than a trouble.
    if (state.value === 'done') return void (timer = setTimeout(rereads.ask, 1000 * REREAD_RETRY_S));
    state.value = error.isPreparing ? 'preparing' : 'error';
    if (error.isPreparing) timer = setTimeout(() => void load(), 1000 * (error.retryAfter ?? RETRY_S));
  }
  /** What is shown stays until the answer is there. */
  function reread(): void {
    isOld = true;
    const isGone = state.value === 'missing' || state.value === 'withdrawn';
    if (!running && !isGone) void fetchThing();
  }
  function stop(): void {
    clearTimeout(timer);
    running?.abort();
  }

  watch(
    id,
    () => {
      thing.value = null;
      void load();
    },
    { immediate: true },
  );
  onChange(rereads.ask);
  onScopeDispose(() => {
    stop();
    rereads.stop();
  });
  return { state, thing, reload: () => void load() };
}
