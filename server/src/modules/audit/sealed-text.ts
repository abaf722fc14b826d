import type { Keys } from '../../crypto/keys.ts';
import { newDataKey, seal, unseal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { findRecordKeys, keepRecordKey } from './queries.ts';

/** Text that somebody wrote about an account, as the record holds it: with the account its key goes, and the chain stays. */
export interface SealedText {
  sealed: string;
}
const about = (account: string) => `record:${account}`;

/** By the key of what is written of the account; made when the first text is. Null where the account was erased. */
export async function sealAbout(tx: Tx, keys: Keys, account: string, text: string): Promise<SealedText | null> {
  const fresh = seal(keys.master, newDataKey().toString('base64'), about(account));
  const kept = await keepRecordKey(tx, account, fresh);
  return kept && { sealed: seal(unwrap(keys, account, kept), text, about(account)).toString('base64') };
}

/** Whose texts who acts may read: what each says, empty where the key is gone. */
export async function openAbout(
  tx: Tx,
  keys: Keys,
  texts: readonly { account: string; text: SealedText }[],
): Promise<(string | null)[]> {
  const accounts = [...new Set(texts.map(({ account }) => account))];
  const found = accounts.length === 0 ? [] : await findRecordKeys(tx, accounts);
  const opened = new Map(found.map(({ account, data_key }) => [account, unwrap(keys, account, data_key)]));
  return texts.map(({ account, text }) => {
    const key = opened.get(account);
    return key ? unseal(key, Buffer.from(text.sealed, 'base64'), about(account)) : null;
  });
}

const unwrap = (keys: Keys, account: string, wrapped: Buffer): Buffer =>
  Buffer.from(unseal(keys.master, wrapped, about(account)), 'base64');

/** By a key as it is kept, for who was shown it with the text. */
export const openBy = (
  keys: Keys,
  { account, key, sealed }: { account: string; key: Buffer; sealed: Buffer },
): string => unseal(unwrap(keys, account, key), sealed, about(account));
