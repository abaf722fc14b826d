import type { Kind, SeatPool } from '@zlm/server/contract';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { atMostEvery } from '../../api/at-most-every.ts';
import { ApiProblem } from '../../api/problem.ts';
import { onChange } from '../../state/changes.ts';
import { useNow } from '../../state/now.ts';
import { readOffer } from './api.ts';

const REREAD_MS = 1_000;

/** What can be enrolled in of a thing, read again when anything changes, and each minute while somebody waits. */
export function useOffer(kind: Kind, id: number, who: () => unknown) {
  const pools = shallowRef<readonly SeatPool[] | null>(null);
  const isFailed = ref(false);
  const now = useNow();
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    try {
      ({ pools: pools.value } = await readOffer(kind, id, signal));
      isFailed.value = false;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      isFailed.value = true;
    }
  }
  const rereads = atMostEvery(REREAD_MS, () => void load());
  watch(who, load, { immediate: true });
  onChange(rereads.ask);
  const isWaited = () => pools.value?.some(({ mine }) => mine?.state === 'waiting' || mine?.state === 'offered');
  watch(now, () => isWaited() && rereads.ask());
  onScopeDispose(() => {
    running?.abort();
    rereads.stop();
  });
  return { pools, isFailed, load };
}
