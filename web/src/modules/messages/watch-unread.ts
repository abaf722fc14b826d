import { effectScope, watch } from 'vue';
import { ApiProblem } from '../../api/problem.ts';
import { atMostEvery } from '../../api/at-most-every.ts';
import { onChange } from '../../state/changes.ts';
import { ACCOUNT_MARK, readStored } from '../../state/stored.ts';
import { useAccount } from '../account/account.ts';
import { countUnread, forgetUnread } from './inbox.ts';

const CHANGED_MS = 60_000;
const LOOK_EVERY_MS = 300_000;

/** Counts as long as the page lives: at the start, when something on the map changed, and now and then. */
export const watchUnread = (): void => effectScope(true).run(begin)!;

function begin(): void {
  const account = useAccount();
  const checks = atMostEvery(CHANGED_MS, () => void count());
  onChange(checks.ask);
  watch(
    () => account.state === 'known' && account.me?.account,
    (who) => (who ? void count() : who === undefined && forgetUnread()),
  );
  checks.ask();
  setInterval(checks.ask, LOOK_EVERY_MS);
}

async function count(): Promise<void> {
  if (document.hidden || readStored(ACCOUNT_MARK) === null) return;
  // What does not come is asked for the next time.
  await countUnread().catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
}
