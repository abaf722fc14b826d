import { randomUUID } from 'node:crypto';
import type { ContactKind } from '../../contract/contact.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import { wrapNewKey } from './person-key.ts';

export interface NewIds {
  account: string;
  person: string;
}
const newIds = (): NewIds => ({ account: randomUUID(), person: randomUUID() });

/** What an account with this contact is stored as: the contact is sealed by a key of the person alone. */
export function sealNewAccount(keys: Keys, { kind, value }: { kind: ContactKind; value: string }, ids = newIds()) {
  const { key, wrapped } = wrapNewKey(keys, ids.person);
  return {
    ...ids,
    wrappedKey: wrapped,
    index: keys.indexOf(kind, value),
    sealed: seal(key, value, `contact:${ids.account}`),
  };
}
