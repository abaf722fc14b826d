import type { ContactKind } from '../../contract/contact.ts';
import type { Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import type { Messenger } from './messenger.ts';
import { unwrapKey } from './person-key.ts';
import { listContactsOf } from './queries.ts';

export interface Reached {
  account: string;
  person: string;
  data_key: Buffer;
}

/** Where a text reaches an account; mail where there is an address, as it has room, unless told. */
export async function findReach(
  tx: Tx,
  keys: Keys,
  { account, person, data_key }: Reached,
  { kinds, first = 'email' }: Pick<Messenger, 'kinds'> & { first?: ContactKind },
): Promise<Contact | null> {
  const known = (await listContactsOf(tx, account)).filter(({ kind }) => kinds.includes(kind));
  const chosen = known.find(({ kind }) => kind === first) ?? known[0];
  if (!chosen) return null;
  const key = unwrapKey(keys, person, data_key);
  return { kind: chosen.kind, value: unseal(key, chosen.value, `contact:${account}`) };
}
