import type { Challenge, Contact, Me } from '../../contract/account.ts';
import { seal } from '../../crypto/seal.ts';
import type { Session, Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { answerCode, sendCode, type AccountParts } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readMe } from '../accounts/me.ts';
import { readOwnKey } from '../accounts/own-contacts.ts';
import { addNotice, countOwnWaysIn, deleteOwnContact, lockOwnAccount } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { addContact as insertContact } from './queries.ts';

type OwnActing = Acting & { device: string; deviceToken: string | null };

/** The same whoever has it. Throws Invalid for too many codes. */
export const sendContactCode = (
  parts: AccountParts,
  { actor, deviceToken }: OwnActing,
  contact: Contact,
): Promise<Challenge> => sendCode(parts, actor, { contact, purpose: 'add', deviceToken });

interface ContactToAdd {
  contact: Contact;
  challenge: string;
  code: string;
}
/** Throws Invalid for a wrong code; only then Conflict for what another account has, or where there are too many. */
export async function addContact(
  parts: AccountParts,
  acting: OwnActing,
  session: Session,
  { contact, challenge, code }: ContactToAdd,
): Promise<Me> {
  const { index } = await answerCode(parts, acting, {
    challenge,
    code,
    contact,
    purpose: 'add',
    action: 'contacts.add',
  });
  const added = await act(parts.database, acting, async (tx, note) => {
    const result = await insertContact(tx, { kind: contact.kind, index, sealed: await sealOwn(parts, tx, contact) });
    if (result === 'taken' || result === 'too_many') return result;
    if (result === 'done') {
      await addNotice(tx, { account: session.account, kind: 'contact_added', device: acting.device });
      note({ action: 'contacts.add', subject: subjectOf(session), after: { kind: contact.kind } });
    }
    return readMe(tx, parts.keys, session, acting.now);
  });
  if (typeof added !== 'string') return added;
  await noteRefusal(parts.database, acting, {
    action: 'contacts.add',
    subject: subjectOf(session),
    after: { why: added },
  });
  throw new Conflict(added === 'taken' ? 'contact_taken' : 'too_many');
}

async function sealOwn({ keys }: AccountParts, tx: Tx, { value }: Contact): Promise<Buffer> {
  const own = await readOwnKey(tx, keys);
  if (!own) throw new NotFound();
  return seal(own.key, value, `contact:${own.account}`);
}

/** Throws NotFound for what is not theirs, Conflict for the last way in. */
export const removeContact = (
  { database, keys }: AccountParts,
  acting: OwnActing,
  session: Session,
  id: string,
): Promise<Me> =>
  act(database, acting, async (tx, note) => {
    await lockOwnAccount(tx);
    const kind = await deleteOwnContact(tx, id);
    if (kind === null) throw new NotFound();
    if ((await countOwnWaysIn(tx)) === 0) throw new Conflict('last_way_in');
    await addNotice(tx, { account: session.account, kind: 'contact_removed', device: acting.device });
    note({ action: 'contacts.remove', subject: subjectOf(session), before: { contact: id, kind } });
    return readMe(tx, keys, session, acting.now);
  });
