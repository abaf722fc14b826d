import type { Endpoints, FreshnessRow } from '@zlm/server/contract';
import type { Kind } from '@zlm/server/contract';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useAccount } from '../account/account.ts';

/** Counts by county, of one kind or of all. */
export function useFreshness(kind: () => Kind | '') {
  const account = useAccount();
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const trouble = ref('');
  const rows = shallowRef<readonly FreshnessRow[]>([]);
  let running: AbortController | null = null;

  async function read(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const query = (kind() ? { kind: kind() } : {}) as never;
      const answer = await account.asMe(() =>
        call<Endpoints['getFreshness']>('GET', '/api/freshness', { query }, signal),
      );
      rows.value = answer.rows;
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      trouble.value = error.problem.title;
      state.value = 'error';
    }
  }
  watch(kind, read, { immediate: true });
  watch(
    () => account.isExpired,
    (isExpired) => void (!isExpired && state.value === 'error' && read()),
  );
  onScopeDispose(() => running?.abort());
  return { state, trouble, rows, read };
}
