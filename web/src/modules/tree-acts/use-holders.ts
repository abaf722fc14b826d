import type { Endpoints, ScopeChange } from '@zlm/server/contract';
import { shallowRef, watch } from 'vue';
import { call } from '../../api/call.ts';
import { useAccount } from '../account/account.ts';

/** Whom a difference concerns, by masked number, for who may see that; reading a role that was given is no look at the account. */
export function useHolders(difference: () => readonly ScopeChange[]) {
  const account = useAccount();
  const masked = shallowRef<ReadonlyMap<string, string>>(new Map());

  async function read(holder: string): Promise<void> {
    const query = { account: holder, limit: '1' } as never;
    const answer = await call<Endpoints['listGrants']>('GET', '/api/grants', { query }).catch(() => null);
    const contact = answer?.grants[0]?.contact;
    if (contact) masked.value = new Map([...masked.value, [holder, contact]]);
  }
  watch(
    difference,
    (now) => {
      if (!account.me?.actions.includes('grants.read')) return;
      const unknown = new Set(now.map(({ holder }) => holder).filter((holder) => !masked.value.has(holder)));
      for (const holder of unknown) void read(holder);
    },
    { immediate: true },
  );
  return masked;
}
