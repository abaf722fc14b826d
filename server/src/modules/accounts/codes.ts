import type { Challenge, Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { newCode, sha256 } from '../../crypto/token.ts';
import { withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Invalid } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { noteRefusal, type Acting } from '../audit/act.ts';
import type { Messenger } from './messenger.ts';
import { answerChallenge, beginChallenge } from './queries.ts';

export interface AccountParts {
  database: Database;
  keys: Keys;
  messenger: Messenger;
}

export type CodePurpose = 'sign_in' | 'add' | 'step_up' | 'merge' | 'consent';

export const refused = (field: string, message: string) => new Invalid([{ in: 'body', field, message }]);

interface CodeWanted {
  contact: Contact;
  purpose: CodePurpose;
  deviceToken: string | null;
}
/** Throws Invalid where nothing can be sent, and for too many codes to one contact. */
export function sendCode(
  { database, keys, messenger }: AccountParts,
  actor: Actor,
  { contact: { kind, value }, purpose, deviceToken }: CodeWanted,
): Promise<Challenge> {
  if (!messenger.kinds.includes(kind)) throw refused('contact.kind', 'takes no codes here');
  const index = keys.indexOf(kind, value);
  const code = newCode();
  const device = deviceToken === null ? null : sha256(deviceToken);
  return withActor(database, actor, async (tx) => {
    const begun = await beginChallenge(tx, { kind, index, code: codeHash(keys, index, code), purpose, device });
    if (!begun) throw refused('contact.value', 'had too many codes, please wait an hour');
    await messenger.sendCode(tx, { kind, to: value, code });
    return { challenge: begun.id, expiresAt: toDateTime(begun.expiresAt) };
  });
}

/** A code is worth nothing without the contact it was sent to. */
export const codeHash = (keys: Keys, index: Buffer, code: string) =>
  keys.indexOf('code', `${index.toString('hex')}:${code}`);

interface TypedCode {
  challenge: string;
  code: string;
  contact: Contact;
  purpose: CodePurpose;
}
/** The index of the contact, whose code it is; null for a wrong or used code, which counts as a try where the transaction is committed. */
export async function useCode(
  tx: Tx,
  keys: Keys,
  { challenge, code, contact, purpose }: TypedCode,
): Promise<Buffer | null> {
  const index = keys.indexOf(contact.kind, contact.value);
  const answered = await answerChallenge(tx, { id: challenge, code: codeHash(keys, index, code), purpose });
  return answered?.index.equals(index) ? index : null;
}

interface AnsweredCode extends TypedCode {
  /** What it would have allowed: `sessions.begin` */
  action: string;
}
/** In a transaction of its own: a wrong try counts, whatever comes after. Throws Invalid for a wrong or used code. */
export async function answerCode(
  { database, keys }: Pick<AccountParts, 'database' | 'keys'>,
  acting: Acting,
  { action, ...typed }: AnsweredCode,
): Promise<{ index: Buffer }> {
  const index = await withActor(database, acting.actor, (tx) => useCode(tx, keys, typed));
  if (index) return { index };
  return refuseCode(database, acting, { action, challenge: typed.challenge });
}

/** Throws Invalid, once that is noted. */
export async function refuseCode(
  database: Pick<Database, 'pool'>,
  acting: Acting,
  { action, challenge }: Pick<AnsweredCode, 'action' | 'challenge'>,
): Promise<never> {
  await noteRefusal(database, acting, { action, subject: `challenge:${challenge}` });
  throw refused('code', 'is wrong or no longer valid');
}
