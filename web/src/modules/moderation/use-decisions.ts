import type { Decided } from '@zlm/server/contract';
import { ref } from 'vue';
import { ApiProblem } from '../../api/problem.ts';
import { newKey } from '../../ui/new-key.ts';
import { useAccount } from '../account/account.ts';
import { decide, decideMany, undo, type Verdict } from './api.ts';
import { useModerationText } from './text.ts';

const UNDO_MS = 10_000;

export interface Named {
  title: string;
  verdict: Verdict;
}
/** What was decided last, and what came of it. */
export function useDecisions() {
  const { t, number } = useModerationText();
  const account = useAccount();
  const isBusy = ref(false);
  const told = ref('');
  const trouble = ref('');
  const last = ref<string | null>(null);
  const until = ref(0);
  const failed = ref<(Named & { problem: string })[]>([]);

  /** False where the server refused it, or did not answer. */
  async function attempt(run: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    trouble.value = '';
    try {
      await account.asMe(run);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      trouble.value = error.status === 0 ? t('app.notReached') : error.problem.title;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  function tell({ result, decision }: Decided, title: string): void {
    last.value = decision;
    until.value = Date.now() + UNDO_MS;
    if (result !== 'refused') told.value = t(`moderation.${result}`, { title });
  }
  const one = ({ title, verdict: { revision, ...verdict } }: Named) => {
    const key = newKey();
    return attempt(async () => tell(await decide(revision, verdict, key), title));
  };
  /** Each by itself: those that failed stay to be tried again. */
  const many = (named: readonly Named[]) => {
    const key = newKey();
    return attempt(async () => {
      const verdicts = named.map(({ verdict }) => verdict);
      const { results } = await decideMany(verdicts, key);
      failed.value = results.flatMap(({ problem }, at) => (problem ? [{ ...named[at]!, problem: problem.title }] : []));
      last.value = null;
      told.value = t('moderation.bulkDone', { n: number(results.length - failed.value.length) });
    });
  };
  async function takeBack(): Promise<boolean> {
    const decision = last.value;
    if (decision === null) return false;
    const key = newKey();
    last.value = null;
    const isDone = await attempt(async () => void (await undo(decision, key)));
    told.value = t(isDone ? 'moderation.undone' : 'moderation.tooLate');
    return isDone;
  }
  return { isBusy, told, trouble, last, until, failed, one, many, takeBack };
}
