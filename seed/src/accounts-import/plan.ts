import { randomUUID } from 'node:crypto';
import { toCanonicalJson } from '@zlm/server/crypto/canonical';
import type { Keys } from '@zlm/server/crypto/keys';
import { seal } from '@zlm/server/crypto/seal';
import { unwrapKey, wrapNewKey } from '@zlm/server/modules/accounts/person-key';
import type { Fault } from './faults.ts';
import { contactKey, indexOfName, type Found, type Here, type Move } from './find-accounts.ts';
import type { OldAccount } from './old-accounts.ts';
import type { WantedGrant } from './wanted.ts';

/** What is to be done for one account. */
export interface Plan {
  old: OldAccount;
  outcome: 'new' | 'equal' | 'changed';
  account: string;
  /** To be made; null where it is there. */
  made: { person: string; wrapped: Buffer } | null;
  contacts: { kind: string; index: Buffer; sealed: Buffer }[];
  grants: (WantedGrant & { id: string })[];
  /** Ids of grants that the old platform has no more. */
  ended: string[];
  /** To be set; null where it is that already. */
  state: OldAccount['state'] | null;
  move: { index: Buffer; rowIndex: Buffer; state: OldAccount['state']; grants: Record<string, string> };
}
export interface Planning {
  keys: Keys;
  source: string;
  found: Found;
  /** Lines by account here: two old ones are never one. */
  taken: Map<string, number>;
}

/** Why it cannot be, or what is to be done. */
export function planAccount(old: OldAccount, wanted: readonly WantedGrant[], planning: Planning): Plan | Fault {
  const { keys, source, found, taken } = planning;
  const move = found.moves.get(old.name) ?? null;
  const target = findTarget(old, move, planning);
  if (target !== null && 'code' in target) return target;
  const account = target?.id ?? randomUUID();
  const line = taken.get(account);
  if (line !== undefined) return old.fault('account', 'taken-twice', String(line));
  taken.set(account, old.line);
  const rowIndex = keys.indexOf('moved-row', toCanonicalJson(describe(old, wanted)));
  const isEqual = move !== null && move.rowIndex.equals(rowIndex);
  const grants = isEqual
    ? []
    : wanted.filter(({ key }) => !move?.grants[key]).map((grant) => ({ ...grant, id: randomUUID() }));
  const kept = Object.entries(move?.grants ?? {}).filter(([key]) => isEqual || wanted.some((one) => one.key === key));
  const given = Object.fromEntries([...kept, ...grants.map(({ key, id }) => [key, id] as const)]);
  return {
    old,
    outcome: isEqual ? 'equal' : move ? 'changed' : 'new',
    account,
    ...(isEqual ? { made: null, contacts: [] } : sealContacts(old, account, target, planning)),
    grants,
    ended: isEqual ? [] : Object.entries(move?.grants ?? {}).flatMap(([key, id]) => (given[key] === id ? [] : [id])),
    state: toState(old, target, move),
    move: { index: indexOfName(keys, source, old.name), rowIndex, state: old.state, grants: given },
  };
}

const describe = ({ contacts, displayName, state, lang }: OldAccount, wanted: readonly WantedGrant[]) => ({
  contacts: contacts.map(({ kind, value }) => ({ kind, value })),
  displayName,
  state,
  lang,
  grants: wanted.map(({ key }) => key).sort(),
});

/** The account here that it is: the one it was moved to, else whose contacts they are; null where one is to be made. */
function findTarget(old: OldAccount, move: Move | null, { keys, found }: Planning): Here | Fault | null {
  const owners = old.contacts.map(({ kind, value }) => ({
    kind,
    id: found.owners.get(contactKey(kind, keys.indexOf(kind, value))),
  }));
  const id = move?.account ?? owners.find((owner) => owner.id !== undefined)?.id;
  const other = owners.find((owner) => owner.id !== undefined && owner.id !== id);
  if (other) return old.fault(other.kind, move ? 'other-account' : 'two-accounts');
  if (id === undefined) return null;
  const here = found.accounts.get(id)!;
  const isInUse = here.state === 'active' || here.state === 'suspended';
  return isInUse && here.dataKey ? here : old.fault('account', 'not-in-use', here.state);
}

/** What the old platform changed is followed; what was changed here stays. */
function toState(old: OldAccount, target: Here | null, move: Move | null): Plan['state'] {
  if (move) return move.state === old.state || target?.state === old.state ? null : old.state;
  // Somebody who is here already is suspended by nobody but this platform.
  return target ? null : old.state;
}

function sealContacts({ contacts }: OldAccount, account: string, target: Here | null, { keys, found }: Planning) {
  const person = target?.person ?? randomUUID();
  const { key, wrapped } = target
    ? { key: unwrapKey(keys, person, target.dataKey!), wrapped: null }
    : wrapNewKey(keys, person);
  const sealed = contacts.map(({ kind, value }) => ({
    kind,
    index: keys.indexOf(kind, value),
    sealed: seal(key, value, `contact:${account}`),
  }));
  return {
    made: wrapped && { person, wrapped },
    contacts: sealed.filter(({ kind, index }) => !found.owners.has(contactKey(kind, index))),
  };
}
