import { randomUUID } from 'node:crypto';
import type { ContactKind } from '../../contract/contact.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import { wrapNewKey } from './person-key.ts';

export interface NewIds {
  account: string;
  person: string;
}
export interface KeyedIds extends NewIds {
  /** Of the person alone. */
  key: Buffer;
  wrappedKey: Buffer;
}
export function makeIds(keys: Keys, ids: NewIds = { account: randomUUID(), person: randomUUID() }): KeyedIds {
  const { key, wrapped } = wrapNewKey(keys, ids.person);
  return { ...ids, key, wrappedKey: wrapped };
}

/** What an account with this contact is stored as: the contact is sealed by a key of the person alone. */
export function sealNewAccount(keys: Keys, { kind, value }: { kind: ContactKind; value: string }, ids?: NewIds) {
  const { key, account, person, wrappedKey } = makeIds(keys, ids);
  return {
    ...{ account, person, wrappedKey },
    index: keys.indexOf(kind, value),
    sealed: seal(key, value, `contact:${account}`),
  };
}
