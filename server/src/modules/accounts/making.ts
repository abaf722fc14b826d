import type { Contact } from '../../contract/account.ts';
import { currentConsent } from '../../contract/consents.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import type { Tx } from '../../db/index.ts';
import { Conflict } from '../../errors.ts';
import { makeIds, type KeyedIds } from './new-account.ts';
import { giveFirstConsent, register } from './queries.ts';

/** Throws Conflict where it is not the text for accounts that is asked for now. */
function demandConsent(version: string | undefined): void {
  if (version !== currentConsent('account').version) throw new Conflict('consent_needed');
}

interface Making {
  /** The version of the text that was agreed to. */
  consent: string | undefined;
  store: (made: KeyedIds) => Promise<boolean>;
}
/** The one way in which somebody gets an account of their own; null where `store` found that there is none to make. Throws Conflict. */
export async function makeAccount(tx: Tx, keys: Keys, { consent, store }: Making): Promise<string | null> {
  demandConsent(consent);
  const made = makeIds(keys);
  if (!(await store(made))) return null;
  const { version, hash } = currentConsent('account');
  await giveFirstConsent(tx, made.account, version, hash);
  return made.account;
}

interface Proved {
  contact: Contact;
  index: Buffer;
  lang: Lang;
  consent: string | undefined;
}
/** With a contact that was proved. Throws Conflict. */
export const makeAccountOf = (
  tx: Tx,
  keys: Keys,
  { contact: { kind, value }, index, lang, consent }: Proved,
): Promise<string | null> =>
  makeAccount(tx, keys, {
    consent,
    async store({ key, account, person, wrappedKey }) {
      const sealed = seal(key, value, `contact:${account}`);
      await register(tx, { account, person, wrappedKey, contact: { kind, index, sealed }, lang });
      return true;
    },
  });
