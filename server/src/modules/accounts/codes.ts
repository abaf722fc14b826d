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

interface AnsweredCode {
  challenge: string;
  code: string;
  contact: Contact;
  purpose: CodePurpose;
  /** What it would have allowed: `sessions.begin` */
  action: string;
  /** Of a right code, with what it was sent to: what it throws leaves the code good. */
  check?: (tx: Tx, index: Buffer) => Promise<void>;
}
/** In a transaction of its own: a wrong try counts, whatever comes after. Throws Invalid for a wrong or used code. */
export async function answerCode(
  { database, keys }: Pick<AccountParts, 'database' | 'keys'>,
  acting: Acting,
  { challenge, code, contact, purpose, action, check }: AnsweredCode,
): Promise<{ index: Buffer }> {
  const index = keys.indexOf(contact.kind, contact.value);
  const answered = await withActor(database, acting.actor, async (tx) => {
    const found = await answerChallenge(tx, { id: challenge, code: codeHash(keys, index, code), purpose });
    if (found?.index.equals(index)) await check?.(tx, index);
    return found;
  });
  if (answered?.index.equals(index)) return { index };
  await noteRefusal(database, acting, { action, subject: `challenge:${challenge}` });
  throw refused('code', 'is wrong or no longer valid');
}
