import { mask, type ContactKind } from '../../contract/contact.ts';
import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { unwrapKey } from './person-key.ts';
import { listSeenContacts } from './queries.ts';

export interface OpenContact {
  kind: ContactKind;
  value: string;
}

/** The contacts of those accounts that who acts may see, in clear: what leaves the server is masked first. */
export async function openSeenContacts(
  tx: Tx,
  keys: Keys,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, OpenContact[]>> {
  const opened = new Map<string, OpenContact[]>();
  for (const { account_id, person_id, data_key, kind, value } of await listSeenContacts(tx, accounts)) {
    if (!data_key) continue;
    const contact = { kind, value: unseal(unwrapKey(keys, person_id, data_key), value, `contact:${account_id}`) };
    opened.set(account_id, [...(opened.get(account_id) ?? []), contact]);
  }
  return opened;
}

export const maskContacts = (contacts: readonly OpenContact[] = []) =>
  contacts.map(({ kind, value }) => ({ kind, masked: mask(kind, value) }));
