import type { Endpoints, TreeBranch, TreeFinds, TreeRow, TreeTop } from '@zlm/server/contract';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';

/** An institution, as far as a form needs it. */
export interface Chosen {
  id: number;
  name: string;
}
type Row = TreeRow & { path?: TreeFinds['rows'][number]['path'] };

const PAGE = 50;
const QUIET_MS = 250;

/** Where somebody is in the tree while they choose an institution of it: a branch, or what was found by words. */
export function useTreeChoice(start: number | null, asOf?: string) {
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const at = shallowRef<TreeBranch | null>(null);
  const rows = shallowRef<readonly Row[]>([]);
  const next = ref<string | null>(null);
  const words = ref('');
  let branch = start;
  let running: AbortController | null = null;
  let asking: ReturnType<typeof setTimeout> | undefined;

  async function read(cursor: string | null): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const page = await ask(cursor, signal);
      rows.value = [...(cursor === null ? [] : rows.value), ...page.rows];
      next.value = page.nextCursor;
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  async function ask(cursor: string | null, signal: AbortSignal): Promise<TreeTop | TreeFinds> {
    const query = { limit: String(PAGE), ...(asOf ? { asOf } : {}), ...(cursor ? { cursor } : {}) };
    const text = words.value.trim();
    if (text !== '') {
      const parts = { query: { ...query, q: text } } as never;
      return call<Endpoints['findInTree']>('GET', '/api/institution-tree/find', parts, signal);
    }
    if (branch === null) {
      at.value = null;
      return call<Endpoints['getTreeTop']>('GET', '/api/institution-tree', { query }, signal);
    }
    const parts = { params: { id: String(branch) }, query } as never;
    return (at.value = await call<Endpoints['getTreeBranch']>('GET', '/api/institution-tree/{id}', parts, signal));
  }
  function enter(id: number | null): void {
    clearTimeout(asking);
    words.value = '';
    branch = id;
    void read(null);
  }
  function search(text: string): void {
    words.value = text;
    clearTimeout(asking);
    asking = setTimeout(() => void read(null), QUIET_MS);
  }
  const again = () => void read(null);
  const more = () => void read(next.value);
  void read(null);
  onScopeDispose(() => {
    clearTimeout(asking);
    running?.abort();
  });
  return { state, at, rows, next, words, enter, search, again, more };
}
