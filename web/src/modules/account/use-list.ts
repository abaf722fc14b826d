import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useAccount } from './account.ts';

interface Page<T> {
  rows: readonly T[];
  next: string | null;
}

/** A list that needs the session, page by page; read again when `wanted` changes or somebody is signed in again. */
export function useList<T>(
  wanted: () => unknown,
  read: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>,
) {
  const account = useAccount();
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const rows = shallowRef<readonly T[]>([]);
  const next = ref<string | null>(null);
  /** What the server said, where it answered. */
  const trouble = ref('');
  let running: AbortController | null = null;

  async function readPage(cursor: string | null): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const page = await account.asMe(() => read(cursor, signal));
      rows.value = [...(cursor === null ? [] : rows.value), ...page.rows];
      next.value = page.next;
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      trouble.value = error.problem.title;
      state.value = 'error';
    }
  }
  const reload = () => readPage(null);
  const more = () => readPage(next.value);
  const stop = () => running?.abort();
  watch(() => JSON.stringify(wanted()), reload, { immediate: true });
  watch(
    () => account.isExpired,
    (isExpired) => void (!isExpired && state.value === 'error' && reload()),
  );
  onScopeDispose(stop);
  return { state, rows, next, trouble, reload, more };
}
