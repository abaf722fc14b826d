import type { Contact } from '../../contract/account.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { makeIds, type KeyedIds } from './new-account.ts';
import { register } from './queries.ts';

/** The one way in which somebody gets an account of their own; null where `store` found that there is none to make. */
export async function makeAccount(
  tx: Tx,
  keys: Keys,
  store: (made: KeyedIds) => Promise<boolean>,
): Promise<string | null> {
  const made = makeIds(keys);
  return (await store(made)) ? made.account : null;
}

/** With a contact that was proved. */
export const makeAccountOf = (
  tx: Tx,
  keys: Keys,
  { contact: { kind, value }, index, lang }: { contact: Contact; index: Buffer; lang: Lang },
): Promise<string | null> =>
  makeAccount(tx, keys, async ({ key, account, person, wrappedKey }) => {
    const sealed = seal(key, value, `contact:${account}`);
    await register(tx, { account, person, wrappedKey, contact: { kind, index, sealed }, lang });
    return true;
  });
