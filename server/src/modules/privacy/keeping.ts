import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Actor } from '../../db/index.ts';
import type { Job, JobKind, Parts } from '../../module.ts';
import { act } from '../audit/act.ts';
import { unwrapKey } from '../accounts/person-key.ts';
import { eraseDueAccount, nextErasure, removeOutdated, type DueErasure } from './queries.ts';

type KeepingParts = Pick<Parts, 'database' | 'keys'>;
type Turn = Pick<Job, 'now' | 'signal'>;

/** What the law and the texts people agreed to promise, once a day. */
export const keepPrivacy: JobKind = {
  kind: 'privacy.keep',
  every: '1 day at 03:30 Asia/Shanghai',
  run: async (parts, job) => {
    await eraseDue(parts, job);
    await removeOld(parts, job);
  },
};

const system: Actor = { kind: 'system', name: 'privacy' };
const toActing = (now: Date) => ({ actor: system, now, requestId: '' });

/** Erases the accounts whose 15 days are over, each in a transaction of its own; answers how many. */
export async function eraseDue(parts: KeepingParts, { now, signal }: Turn): Promise<number> {
  for (let erased = 0; ; erased++) {
    signal.throwIfAborted();
    if (!(await eraseNext(parts, now))) return erased;
  }
}

function eraseNext({ database, keys }: KeepingParts, now: Date): Promise<boolean> {
  return act(database, toActing(now), async (tx, note) => {
    const due = await nextErasure(tx);
    if (!due) return false;
    await eraseDueAccount(tx, due.account, openSigns(keys, due));
    note({ action: 'accounts.erase', subject: `account:${due.account}` });
    return true;
  });
}

/** As people would write them: contacts, and the confirmed name. */
function openSigns(keys: Keys, { account, person, data_key, contacts, name }: DueErasure): string[] {
  if (!data_key) return [];
  const key = unwrapKey(keys, person, data_key);
  const own = name ? unseal(key, name, `name:${person}`).replaceAll(/\s/g, '').toLowerCase() : '';
  // One sign alone stands in many words.
  return [...contacts.map((value) => unseal(key, value, `contact:${account}`)), ...(own.length > 1 ? [own] : [])];
}

/** Removes what is kept no longer; the record tells how much of what. */
export function removeOld({ database }: Pick<Parts, 'database'>, { now }: Pick<Turn, 'now'>) {
  return act(database, toActing(now), async (tx, note) => {
    const removed = (await removeOutdated(tx)).filter((one) => one.removed > 0);
    if (removed.length > 0)
      note({
        action: 'privacy.remove_outdated',
        subject: 'privacy:retention',
        after: Object.fromEntries(removed.map((one) => [one.table, one.removed])),
      });
    return removed;
  });
}
