import type { Challenge, Contact, Me } from '../../contract/account.ts';
import type { Lang } from '../../contract/lists.ts';
import { toProof } from '../../crypto/token.ts';
import { withActor, type Actor, type Session } from '../../db/index.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { refuseCode, sendCode, useCode, type AccountParts } from './codes.ts';
import { anonymous, enter, subjectOf, type Entered, type Entering } from './entering.ts';
import { readMe, toActor } from './me.ts';
import { makeAccountOf } from './making.ts';
import {
  changeOwnAccount,
  deleteOwnSession,
  endSession,
  findAccountOf,
  findSession,
  forgetDeviceOf,
  listOwnSessions,
  putAwayOwnNotice,
} from './queries.ts';

/** Who has the token; null for nobody, and at once for a session that was ended. */
export function authenticate({ database }: Pick<AccountParts, 'database'>, token: string): Promise<Session | null> {
  return withActor(database, anonymous, (tx) => findSession(tx, toProof(token)));
}

/** Throws Invalid where nothing can be sent, and for too many codes to one contact. */
export const sendSignInCode = (
  parts: AccountParts,
  contact: Contact,
  { deviceToken }: Pick<Entering, 'deviceToken'>,
): Promise<Challenge> => sendCode(parts, anonymous, { contact, purpose: 'sign_in', deviceToken });

/** Signs in whose contact it is, or makes them an account. Throws Invalid for a wrong or used code, Conflict without the consent an account needs, Forbidden for one that is suspended. */
export async function signInWithCode(
  parts: AccountParts,
  {
    challenge,
    code,
    contact,
    consent,
  }: { challenge: string; code: string; contact: Contact; consent?: string | undefined },
  entering: Entering & { lang: Lang },
): Promise<Entered> {
  let index: Buffer | null = null;
  const entered = await enter(parts, entering, {
    account: async (tx) => {
      index = await useCode(tx, parts.keys, { challenge, code, contact, purpose: 'sign_in' });
      if (!index) return null;
      const known = await findAccountOf(tx, contact.kind, index);
      return known ?? makeAccountOf(tx, parts.keys, { contact, index, lang: entering.lang, consent });
    },
    way: `code:${contact.kind}`,
  });
  if (entered) return entered;
  if (!index) return refuseCode(parts.database, entering, { action: 'sessions.begin', challenge });
  throw new Forbidden('suspended');
}

/** Null for a guest. */
export function getMe(
  { database, keys }: Pick<AccountParts, 'database' | 'keys'>,
  session: Session | null,
  now: Date,
): Promise<Me | null> {
  if (!session) return Promise.resolve(null);
  return withActor(database, toActor(session), (tx) => readMe(tx, keys, session, now));
}

export async function signOut(
  { database }: Pick<AccountParts, 'database'>,
  acting: Acting,
  session: Session,
): Promise<void> {
  // Ended in a step of its own, as without its session nobody is named by the record.
  await act(database, acting, (_, note) => {
    note({ action: 'sessions.end', subject: subjectOf(session), before: { session: session.id } });
    return Promise.resolve(null);
  });
  await withActor(database, acting.actor, endSession);
}

export function listDevices({ database }: AccountParts, actor: Actor, session: Session) {
  return withActor(database, actor, async (tx) =>
    (await listOwnSessions(tx)).map(({ id, device, way, made_at, touched_at }) => ({
      id,
      device,
      way,
      madeAt: toDateTime(made_at),
      lastUsedAt: toDateTime(touched_at),
      isThis: id === session.id,
    })),
  );
}

/** Throws NotFound for what is not theirs, whoever's it is. */
export function endDevice({ database }: AccountParts, acting: Acting, session: Session, id: string): Promise<null> {
  if (id === session.id) return signOut({ database }, acting, session).then(() => null);
  return act(database, acting, async (tx, note) => {
    await forgetDeviceOf(tx, id);
    if (!(await deleteOwnSession(tx, id))) throw new NotFound();
    note({ action: 'sessions.end', subject: subjectOf(session), before: { session: id } });
    return null;
  });
}

export function changeMe(
  { database, keys }: AccountParts,
  acting: Acting,
  session: Session,
  { displayName, lang }: { displayName?: string | null | undefined; lang?: Lang | undefined },
): Promise<Me> {
  return act(database, acting, async (tx, note) => {
    await changeOwnAccount(tx, {
      ...(displayName !== undefined && { display_name: displayName }),
      ...(lang !== undefined && { lang }),
    });
    const changed = Object.entries({ displayName, lang }).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    );
    // What somebody calls themselves is theirs: the record tells only that it changed.
    note({ action: 'accounts.change', subject: subjectOf(session), after: { changed } });
    return readMe(tx, keys, session, acting.now);
  });
}

/** Throws NotFound for what is not theirs. */
export function putAwayNotice(
  { database, keys }: AccountParts,
  acting: Acting,
  session: Session,
  id: string,
): Promise<Me> {
  return act(database, acting, async (tx, note) => {
    if (!(await putAwayOwnNotice(tx, id))) throw new NotFound();
    note({ action: 'notices.put_away', subject: subjectOf(session), after: { notice: id } });
    return readMe(tx, keys, session, acting.now);
  });
}
