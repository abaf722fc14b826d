import type { Endpoints, TreeBranch, TreeFinds, TreeRow, TreeTop } from '@zlm/server/contract';
import { ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { formatSpot, type Spot } from './spot.ts';

type Tree = ReturnType<typeof createTree>;
type Found = TreeFinds['rows'][number];

/** Every spot as it was left, while the app is open: who comes back from an institution finds the same view. */
const trees = new Map<string, Tree>();
const MOST = 40;
const PAGE = 50;
const QUIET_MS = 250;

export function useTree(spot: Spot): Tree {
  const key = formatSpot(spot) ?? '';
  const known = trees.get(key) ?? createTree(spot);
  trees.delete(key);
  trees.set(key, known);
  if (trees.size > MOST) trees.delete(trees.keys().next().value!);
  return known;
}

function createTree({ institution, area, day }: Spot) {
  const state = ref<'idle' | 'loading' | 'done' | 'error' | 'missing'>('idle');
  /** Null at the top and of an area. */
  const branch = shallowRef<TreeBranch | null>(null);
  const answer = shallowRef<TreeTop | null>(null);
  const rows = shallowRef<readonly TreeRow[]>([]);
  const words = ref('');
  const found = shallowRef<TreeFinds | null>(null);
  const hits = shallowRef<readonly Found[]>([]);
  let asking: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  const asOf = day ? { asOf: day } : {};

  /** One request at a time: a later one stands for what is wanted now. */
  async function run(read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      await read(signal);
      if (!signal.aborted) state.value = 'done';
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = error.isMissing ? 'missing' : 'error';
    }
  }
  const readPage = (cursor: string | null) =>
    run(async (signal) => {
      const query = { ...asOf, limit: String(PAGE), ...(cursor ? { cursor } : {}) } as never;
      if (institution === null) {
        const parts = { query: { ...(query as object), ...(area ? { area } : {}) } as never };
        answer.value = await call<Endpoints['getTreeTop']>('GET', '/api/institution-tree', parts, signal);
      } else {
        const parts = { params: { id: String(institution) }, query } as never;
        branch.value = await call<Endpoints['getTreeBranch']>('GET', '/api/institution-tree/{id}', parts, signal);
        answer.value = branch.value;
      }
      rows.value = [...(cursor ? rows.value : []), ...answer.value.rows];
    });
  const readHits = (cursor: string | null) =>
    run(async (signal) => {
      const query = {
        ...{ ...asOf, q: words.value.trim(), limit: String(PAGE) },
        ...(institution === null ? {} : { below: String(institution) }),
        ...(cursor ? { cursor } : {}),
      } as never;
      found.value = await call<Endpoints['findInTree']>('GET', '/api/institution-tree/find', { query }, signal);
      hits.value = [...(cursor ? hits.value : []), ...found.value.rows];
    });

  /** Reads what is wanted, unless it is there. */
  function show(): void {
    if (state.value !== 'done' || !answer.value) void readPage(null);
  }
  function search(text: string): void {
    words.value = text;
    clearTimeout(asking);
    if (text.trim() === '') {
      running?.abort();
      found.value = null;
      hits.value = [];
      if (answer.value) state.value = 'done';
      else show();
      return;
    }
    asking = setTimeout(() => void readHits(null), QUIET_MS);
  }
  const again = () => void (words.value.trim() && answer.value ? readHits(null) : readPage(null));
  function readMore(): void {
    if (found.value) void readHits(found.value.nextCursor);
    else void readPage(answer.value?.nextCursor ?? null);
  }
  return { state, branch, answer, rows, words, found, hits, show, search, again, readMore, top: 0 };
}
