import { randomUUID } from 'node:crypto';
import type { Lang } from '../../contract/lists.ts';
import type { Action, Role } from '../../contract/access.ts';
import { currentConsent, dueOf } from '../../contract/consents.ts';
import { mask } from '../../contract/contact.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { newCode, newToken, sha256, toProof } from '../../crypto/token.ts';
import { withActor, type Actor, type Database, type Session, type Tx } from '../../db/index.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import type { Messenger } from './messenger.ts';
import { aboutName, unwrapKey, wrapNewKey } from './person-key.ts';
import {
  answerChallenge,
  beginChallenge,
  beginSession,
  changeOwnAccount,
  deleteOwnSession,
  endSession,
  findAccountOf,
  findActingFor,
  findSession,
  giveFirstConsent,
  listLiveConsents,
  listOwnContacts,
  listOwnGrants,
  listOwnSessions,
  readOwnAccount,
  register,
} from './queries.ts';
import type { Challenge, Contact } from '../../contract/account.ts';
import type { Me } from './schema.ts';

export interface AccountParts {
  database: Database;
  keys: Keys;
  messenger: Messenger;
}

const LASTS_SECONDS = 30 * 86_400;
const SHARED_SECONDS = 3_600;
const anonymous: Actor = { kind: 'anonymous' };

/** Who has the token; null for nobody, and at once for a session that was ended. */
export function authenticate({ database }: Pick<AccountParts, 'database'>, token: string): Promise<Session | null> {
  return withActor(database, anonymous, (tx) => findSession(tx, toProof(token)));
}

export const sendSignInCode = (parts: AccountParts, contact: Contact): Promise<Challenge> =>
  sendCode(parts, anonymous, { contact, purpose: 'sign_in' });

/** Throws Invalid where nothing can be sent, and for too many codes to one contact. */
export function sendCode(
  { database, keys, messenger }: AccountParts,
  actor: Actor,
  { contact: { kind, value }, purpose }: { contact: Contact; purpose: 'sign_in' | 'consent' },
): Promise<Challenge> {
  if (!messenger.kinds.includes(kind)) throw refused('contact.kind', 'takes no codes here');
  const index = keys.indexOf(kind, value);
  const code = newCode();
  return withActor(database, actor, async (tx) => {
    const begun = await beginChallenge(tx, { kind, index, code: codeHash(keys, index, code), purpose });
    if (!begun) throw refused('contact.value', 'had too many codes, please wait an hour');
    await messenger.sendCode(tx, { kind, to: value, code });
    return { challenge: begun.id, expiresAt: toDateTime(begun.expiresAt) };
  });
}

/** A code is worth nothing without the contact it was sent to. */
export const codeHash = (keys: Keys, index: Buffer, code: string) =>
  keys.indexOf('code', `${index.toString('hex')}:${code}`);
/** Whether it is the text for accounts that is asked for now. */
const isAsked = (version: string | undefined) => version === currentConsent('account').version;
const refused = (field: string, message: string) => new Invalid([{ in: 'body', field, message }]);

interface SignIn {
  challenge: string;
  code: string;
  contact: Contact;
  isShared: boolean;
  consent?: string | undefined;
}
interface SignedIn {
  token: string;
  seconds: number;
  me: Me;
}

/** Signs in whose contact it is, or makes them an account. Throws Invalid for a wrong or used code. */
export async function signInWithCode(
  { database, keys }: AccountParts,
  { challenge, code, contact, isShared, consent }: SignIn,
  acting: Acting & { device: string; lang: Lang },
): Promise<SignedIn> {
  const index = keys.indexOf(contact.kind, contact.value);
  const token = newToken();
  const seconds = isShared ? SHARED_SECONDS : LASTS_SECONDS;
  const answered = await withActor(database, anonymous, async (tx) => {
    const right = await answerChallenge(tx, { id: challenge, code: codeHash(keys, index, code), purpose: 'sign_in' });
    // Thrown here, as then the code is still good for who agrees.
    if (right && !isAsked(consent) && !(await findAccountOf(tx, contact.kind, index)))
      throw new Conflict('consent_needed');
    return right;
  });
  // In a transaction of its own: a wrong try counts, whatever comes after.
  if (!answered?.index.equals(index)) {
    const nobody = { ...acting, actor: anonymous };
    await noteRefusal(database, nobody, { action: 'sessions.begin', subject: `challenge:${challenge}` });
    throw refused('code', 'is wrong or no longer valid');
  }
  const session = await withActor(database, anonymous, async (tx) => {
    const account =
      (await findAccountOf(tx, contact.kind, index)) ?? (await makeAccount(tx, keys, contact, index, acting.lang));
    const proofHash = sha256(Buffer.from(toProof(token), 'hex'));
    await beginSession(tx, { account, proofHash, device: acting.device, way: `code:${contact.kind}`, seconds });
    return findSession(tx, toProof(token));
  });
  if (!session) throw refused('code', 'is wrong or no longer valid');
  const actor = toActor(session);
  const me = await act(database, { ...acting, actor, idempotency: null }, async (tx, note) => {
    note({
      action: 'sessions.begin',
      subject: `account:${session.account}`,
      after: { session: session.id, way: `code:${contact.kind}` },
    });
    return readMe(tx, keys, session);
  });
  return { token, seconds, me };
}

const toActor = ({ account, person, proof, onBehalfOf }: Session): Actor => ({
  kind: 'account',
  account,
  person,
  proof,
  onBehalfOf,
});

async function makeAccount(tx: Tx, keys: Keys, { kind, value }: Contact, index: Buffer, lang: Lang): Promise<string> {
  const [account, person] = [randomUUID(), randomUUID()];
  const { key, wrapped } = wrapNewKey(keys, person);
  const sealed = seal(key, value, `contact:${account}`);
  await register(tx, { account, person, wrappedKey: wrapped, contact: { kind, index, sealed }, lang });
  const { version, hash } = currentConsent('account');
  await giveFirstConsent(tx, account, version, hash);
  return account;
}

/** Null for a guest. */
export function getMe({ database, keys }: AccountParts, session: Session | null): Promise<Me | null> {
  if (!session) return Promise.resolve(null);
  return withActor(database, toActor(session), (tx) => readMe(tx, keys, session));
}

async function readMe(tx: Tx, keys: Keys, session: Session): Promise<Me> {
  const account = await readOwnAccount(tx);
  if (!account) throw new NotFound();
  const key = account.data_key && unwrapKey(keys, account.person, account.data_key);
  const contacts = await listOwnContacts(tx);
  const grants = await listOwnGrants(tx);
  return {
    account: account.id,
    displayName: account.display_name,
    lang: account.lang as Lang,
    isDemo: account.is_demo,
    madeAt: toDateTime(account.made_at),
    eraseAt: account.erase_at && toDateTime(account.erase_at),
    isVerified: account.verified_at !== null,
    contacts: contacts.map(({ id, kind, value }) => ({
      id,
      kind,
      masked: key ? mask(kind, unseal(key, value, `contact:${account.id}`)) : '',
    })),
    roles: grants.map(({ role, institution_id, name, until }) => ({
      role: role as Role,
      institution: institution_id === null ? null : { id: institution_id, name: name ?? '' },
      until: until && toDateTime(until),
    })),
    actions: [...session.actions] as Action[],
    steppedUpAt: session.steppedUpAt && toDateTime(session.steppedUpAt),
    consentsDue: dueOf(await listLiveConsents(tx)),
    actingFor: await tellActing(tx, keys),
  };
}

async function tellActing(tx: Tx, keys: Keys): Promise<Me['actingFor']> {
  const acting = await findActingFor(tx);
  if (!acting?.data_key || !acting.principal_name) return null;
  const key = unwrapKey(keys, acting.principal, acting.data_key);
  const name = unseal(key, acting.principal_name, aboutName(acting.principal, 'principal'));
  return { delegation: acting.id, name, until: toDateTime(acting.until) };
}

export async function signOut({ database }: AccountParts, acting: Acting, session: Session): Promise<void> {
  // Ended in a step of its own, as without its session nobody is named by the record.
  await act(database, acting, (_, note) => {
    note({ action: 'sessions.end', subject: `account:${session.account}`, before: { session: session.id } });
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
  if (id === session.id) return signOut({ database } as AccountParts, acting, session).then(() => null);
  return act(database, acting, async (tx, note) => {
    if (!(await deleteOwnSession(tx, id))) throw new NotFound();
    note({ action: 'sessions.end', subject: `account:${session.account}`, before: { session: id } });
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
    note({ action: 'accounts.change', subject: `account:${session.account}`, after: { changed } });
    return readMe(tx, keys, session);
  });
}
