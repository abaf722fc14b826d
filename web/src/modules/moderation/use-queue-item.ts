import type { QueuedReport, QueuedRevision } from '@zlm/server/contract';
import { shallowRef, watch } from 'vue';
import { ApiProblem } from '../../api/problem.ts';
import { useAccount } from '../account/account.ts';
import { readReport, readRevision } from './api.ts';

export type Opened = { what: 'revision'; item: QueuedRevision } | { what: 'report'; item: QueuedReport };

/** The one that is opened: a revision by its id, a report by its number. */
export function useQueueItem(id: () => string | null) {
  const account = useAccount();
  const opened = shallowRef<Opened | null>(null);
  /** It is not theirs to decide, or not any more. */
  const isGone = shallowRef(false);

  async function reload(): Promise<void> {
    const asked = id();
    if (asked === null) {
      opened.value = null;
      return;
    }
    try {
      const next: Opened = /^\d+$/.test(asked)
        ? { what: 'report', item: await account.asMe(() => readReport(asked)) }
        : { what: 'revision', item: await account.asMe(() => readRevision(asked)) };
      if (id() !== asked) return;
      opened.value = next;
      isGone.value = false;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (id() !== asked) return;
      opened.value = null;
      isGone.value = true;
    }
  }
  watch(id, reload, { immediate: true });
  return { opened, isGone, reload };
}
