import type { Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { hashPassword } from '../../crypto/password.ts';
import { withActor, type Database, type Session } from '../../db/index.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { refused } from '../accounts/codes.ts';
import { enter, subjectOf, type Entered, type Entering } from '../accounts/entering.ts';
import { readOwnContacts } from '../accounts/own-contacts.ts';
import { addNotice, endOtherSessions, forgetTries } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { isCommon, isMadeOf } from './common.ts';
import { deleteOwnPassword, findOwnPassword, setOwnPassword } from './queries.ts';
import { proveOwnPassword, provePassword } from './proving.ts';

export interface PasswordParts {
  database: Database;
  keys: Keys;
}

/** Throws Invalid, the same for every contact it does not fit; TooSoon. */
export async function signInWithPassword(
  parts: PasswordParts,
  { contact, password }: { contact: Contact; password: string },
  entering: Entering & { isSpent: boolean },
): Promise<Entered> {
  const { account, bucket } = await provePassword(parts, entering, { contact, password, action: 'sessions.begin' });
  const entered = await enter(parts, entering, {
    account: async (tx) => {
      await forgetTries(tx, bucket);
      return account;
    },
    way: 'password',
  });
  if (!entered) throw refused('password', 'must be right for this contact');
  return entered;
}

/** Whoever has neither the old one nor a fresh proof is asked for it. Throws Invalid, Forbidden. */
export async function setPassword(
  { database, keys }: PasswordParts,
  acting: Acting & { device: string },
  session: Session,
  { password, oldPassword, isFresh }: { password: string; oldPassword: string | undefined; isFresh: boolean },
): Promise<null> {
  const { contacts, old } = await withActor(database, acting.actor, async (tx) => ({
    contacts: await readOwnContacts(tx, keys),
    old: await findOwnPassword(tx),
  }));
  if (oldPassword !== undefined) await checkOld({ database }, acting, session, { old, oldPassword });
  else if (!isFresh) throw new Forbidden('step_up');
  if (isCommon(password)) throw refused('password', 'must be another password, this one is tried first');
  const values = contacts.map(({ value }) => value);
  if (isMadeOf(password, values))
    throw refused('password', 'must be another password, not made of your phone or address');
  // Before the transaction: it holds up nobody.
  const hash = await hashPassword(password);
  return act(database, acting, async (tx, note) => {
    await setOwnPassword(tx, session.account, hash);
    await endOtherSessions(tx);
    await addNotice(tx, { account: session.account, kind: 'password_changed', device: acting.device });
    note({ action: 'passwords.set', subject: subjectOf(session), before: { isSet: old !== null } });
    return null;
  });
}

async function checkOld(
  { database }: Pick<PasswordParts, 'database'>,
  acting: Acting,
  session: Session,
  { old, oldPassword }: { old: string | null; oldPassword: string },
): Promise<void> {
  if (await proveOwnPassword(database, session, { stored: old, password: oldPassword })) return;
  await noteRefusal(database, acting, { action: 'passwords.set', subject: subjectOf(session) });
  throw refused('oldPassword', 'must be the old password, or prove first that it is you');
}

/** Throws NotFound where there is none. */
export function removePassword(
  { database }: PasswordParts,
  acting: Acting & { device: string },
  session: Session,
): Promise<null> {
  return act(database, acting, async (tx, note) => {
    if (!(await deleteOwnPassword(tx))) throw new NotFound();
    await endOtherSessions(tx);
    await addNotice(tx, { account: session.account, kind: 'password_changed', device: acting.device });
    note({ action: 'passwords.remove', subject: subjectOf(session) });
    return null;
  });
}
