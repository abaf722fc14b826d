import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';

export interface Details<T> {
  state: Ref<'loading' | 'done' | 'missing' | 'preparing' | 'error'>;
  thing: ShallowRef<T | null>;
  reload: () => void;
}

const RETRY_S = 2;

/** Reads the thing with this id, again when the id changes; waits while the server prepares. */
export function useDetails<T>(id: () => number, read: (id: string, signal: AbortSignal) => Promise<T>): Details<T> {
  const state: Details<T>['state'] = ref('loading');
  const thing = shallowRef<T | null>(null);
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    stop();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      thing.value = await read(String(id()), signal);
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      fail(error);
    }
  }
  function fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    state.value = error.isMissing ? 'missing' : error.isPreparing ? 'preparing' : 'error';
    if (error.isPreparing) timer = setTimeout(() => void load(), 1000 * (error.retryAfter ?? RETRY_S));
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
  onScopeDispose(stop);
  return { state, thing, reload: () => void load() };
}
