import type { Enrolment } from '@zlm/server/contract';
import { computed } from 'vue';
import { useNow } from '../../state/now.ts';
import { ACCOUNT_MARK, readStored } from '../../state/stored.ts';
import { useAccount } from '../account/account.ts';
import { useList } from '../account/use-list.ts';
import { listMine } from './api.ts';
import { groupRows } from './group-rows.ts';
import { keep, readKept } from './kept.ts';

/** Own enrolments, or of whom one acts for; without a network what this device kept of one's own. */
export function useMine() {
  const account = useAccount();
  const now = useNow();
  const list = useList<Enrolment>(
    () => [account.me?.account, account.me?.actingFor?.name],
    async (_, signal) => {
      const { me } = account;
      if (!me) return { rows: [], next: null };
      const { enrolments } = await listMine(signal);
      // Of somebody else nothing stays here.
      if (!me.actingFor) keep(me.account, enrolments);
      return { rows: enrolments, next: null };
    },
  );
  const kept = computed(() => {
    const { me, state } = account;
    if (me) return !me.actingFor && list.state.value === 'error' ? readKept(me.account) : null;
    return state === 'failed' && readStored(ACCOUNT_MARK) !== null ? readKept(null) : null;
  });
  const groups = computed(() => groupRows(kept.value?.rows ?? list.rows.value, now.value));
  return { list, kept, groups };
}
