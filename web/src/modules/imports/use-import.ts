import type { Import } from '@zlm/server/contract';
import { BUSY_STATES } from '@zlm/server/contract/import-states';
import { computed, onScopeDispose, watch } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { useAccount } from '../account/account.ts';
import { useList } from '../account/use-list.ts';
import { readImport } from './api.ts';

const FIRST_MS = 500;
const LONGEST_MS = 3_000;
const SLOWER = 1.4;

/** One import as it stands, asked again while a job is at it: gently, and not while nobody looks. */
export function useImport(id: () => string) {
  const account = useAccount();
  const read = useList<Import>(
    () => id(),
    async (_, signal) => ({ rows: [await readImport(id(), signal)], next: null }),
  );
  const shown = computed(() => read.rows.value[0] ?? null);
  const isBusy = computed(() => shown.value !== null && BUSY_STATES.includes(shown.value.state));
  const running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_MS;

  const become = (next: Import) => void (read.rows.value = [next]);
  function plan(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pause);
    pause = Math.min(LONGEST_MS, pause * SLOWER);
  }
  async function look(): Promise<void> {
    if (!isBusy.value) return;
    if (document.hidden) return plan();
    try {
      const now = await account.asMe(() => readImport(id(), running.signal));
      if (now.id === id()) become(now);
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      // Without a connection it is asked again; whatever else is wrong is told.
      if (error.status !== 0 && error.status < 500) return void read.reload();
    }
    plan();
  }
  watch(
    () => [id(), shown.value?.state],
    () => {
      pause = FIRST_MS;
      if (isBusy.value) plan();
      else clearTimeout(timer);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    running.abort();
  });
  return { read, shown, isBusy, become };
}
