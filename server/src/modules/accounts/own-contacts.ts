import type { Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { unwrapKey } from './person-key.ts';
import { listOwnContacts, readOwnAccount } from './queries.ts';

/** The key of who acts, for what is theirs; null once it was erased. */
export async function readOwnKey(tx: Tx, keys: Keys): Promise<{ account: string; person: string; key: Buffer } | null> {
  const account = await readOwnAccount(tx);
  if (!account?.data_key) return null;
  return { account: account.id, person: account.person, key: unwrapKey(keys, account.person, account.data_key) };
}

/** In clear: for sending and comparing alone. */
export async function readOwnContacts(tx: Tx, keys: Keys): Promise<(Contact & { id: string })[]> {
  const own = await readOwnKey(tx, keys);
  if (!own) return [];
  return (await listOwnContacts(tx)).map(({ id, kind, value }) => ({
    id,
    kind,
    value: unseal(own.key, value, `contact:${own.account}`),
  }));
}
