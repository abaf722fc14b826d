import { randomUUID } from 'node:crypto';
import type { Challenge, Contact } from '../../contract/account.ts';
import { minorUntil } from '../../contract/age.ts';
import { currentConsent, type Purpose } from '../../contract/consents.ts';
import type { Delegable } from '../../contract/delegable.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { withActor, type Actor, type Session, type Tx } from '../../db/index.ts';
import { Conflict, Forbidden, NotFound } from '../../errors.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { aboutName, unwrapKey, wrapNewKey } from '../accounts/person-key.ts';
import { answerChallenge, findAccountOf } from '../accounts/queries.ts';
import { codeHash, refused, sendCode, type AccountParts } from '../accounts/codes.ts';
import { newInvitationCode, toPlainCode } from './invitation-code.ts';
import {
  acceptInvitation,
  endByCode,
  endOwnDelegation,
  findInvitation,
  findPersonFor,
  insertDependent,
  insertInvitation,
  listOwnDelegations,
  readOwnKey,
  readPrincipalKey,
  setActing,
  setPrincipalName,
  type DelegationRow,
  type Invited,
} from './queries.ts';
import type { Delegations } from './schema.ts';

const WRONG = 'is wrong or no longer valid';

/** Throws Invalid for another text than that asked for now. */
function checkVersion(purpose: Purpose, version: string | undefined): void {
  if (version !== currentConsent(purpose).version) throw refused('version', 'is not the text asked for now');
}

export const listDelegations = ({ database, keys }: AccountParts, actor: Actor): Promise<Delegations> =>
  withActor(database, actor, (tx) => tell(tx, keys));

async function tell(tx: Tx, keys: Keys): Promise<Delegations> {
  const rows = await listOwnDelegations(tx);
  return {
    delegations: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      principal: openName(keys, row, 'principal'),
      delegate: openName(keys, row, 'delegate'),
      isMine: row.is_mine,
      actions: row.actions,
      since: toDateTime(row.since),
      until: toDateTime(row.until),
      endedAt: row.ended_at && toDateTime(row.ended_at),
      isLive: row.is_live,
    })),
    acting: rows.find(({ is_acting }) => is_acting)?.id ?? null,
  };
}

/** Empty where it was erased. */
function openName(keys: Keys, row: DelegationRow, whose: 'principal' | 'delegate'): string {
  const sealed = row[`${whose}_name`];
  if (!sealed || !row.data_key) return '';
  return unseal(unwrapKey(keys, row.principal, row.data_key), sealed, aboutName(row.principal, whose));
}

interface Inviting {
  name: string;
  actions: readonly Delegable[];
  days: number;
  version: string;
  isGuardian: boolean;
}
const hashOf = (keys: Keys, code: string) => keys.indexOf('invitation', toPlainCode(code));

export function invite(
  { database, keys }: AccountParts,
  acting: Acting,
  { person }: Session,
  { name, actions, days, version, isGuardian }: Inviting,
): Promise<{ code: string; expiresAt: string }> {
  checkVersion('delegation', version);
  const code = newInvitationCode();
  return act(database, acting, async (tx, note) => {
    const wrapped = await readOwnKey(tx);
    if (!wrapped) throw new NotFound();
    const sealed = seal(unwrapKey(keys, person, wrapped), name, aboutName(person, 'principal'));
    const hash = hashOf(keys, code);
    const until = await insertInvitation(tx, { hash, actions, days, isGuardian, version, name: sealed });
    note({ action: 'delegations.invite', subject: `person:${person}`, after: { actions, days, version, isGuardian } });
    return { code, expiresAt: toDateTime(until) };
  });
}

/** Throws Invalid for a code that is none, and for the own one. */
async function demandInvitation(tx: Tx, keys: Keys, code: string): Promise<Invited & { key: Buffer }> {
  const invited = await findInvitation(tx, hashOf(keys, code));
  if (!invited) throw refused('code', WRONG);
  return { ...invited, key: unwrapKey(keys, invited.principal, invited.data_key) };
}

export function readInvitation({ database, keys }: AccountParts, actor: Actor, code: string) {
  return withActor(database, actor, async (tx) => {
    const { key, principal, principal_name, actions, days, is_guardian } = await demandInvitation(tx, keys, code);
    const name = unseal(key, principal_name, aboutName(principal, 'principal'));
    return { principal: name, actions, days, isGuardian: is_guardian };
  });
}

/** Throws Forbidden where a guardian is asked for and one of the two cannot be it. */
export function accept(
  parts: AccountParts,
  acting: Acting,
  { code, name, version }: { code: string; name: string; version?: string | undefined },
): Promise<Delegations> {
  const { database, keys } = parts;
  // Names are never kept with the answer: they are sealed by the key of the one they are of.
  return act(database, acting, async (tx, note) => {
    const { key, principal, actions, is_guardian } = await demandInvitation(tx, keys, code);
    if (is_guardian) checkVersion('guardian', version);
    const sealed = seal(key, name, aboutName(principal, 'delegate'));
    const guardianVersion = is_guardian ? version! : null;
    const id = await acceptInvitation(tx, { hash: hashOf(keys, code), name: sealed, guardianVersion });
    if (id === null) throw new Forbidden();
    note({ action: 'delegations.accept', subject: `person:${principal}`, after: { delegation: id, actions } });
    return null;
  }).then(() => listDelegations(parts, acting.actor));
}

/** Throws NotFound for what is not theirs, or ended already. */
export function end({ database, keys }: AccountParts, acting: Acting, id: string): Promise<Delegations> {
  return act(database, acting, async (tx, note) => {
    const ended = (await listOwnDelegations(tx)).find((one) => one.id === id);
    if (!ended || !(await endOwnDelegation(tx, id))) throw new NotFound();
    note({ action: 'delegations.end', subject: `person:${ended.principal}`, after: { delegation: id } });
    return tell(tx, keys);
  });
}

export const sendDependentCode = (
  parts: AccountParts,
  { actor, deviceToken }: { actor: Actor; deviceToken: string | null },
  contact: Contact,
): Promise<Challenge> => sendCode(parts, actor, { contact, purpose: 'consent', deviceToken });

interface Adding {
  name: string;
  ownName: string;
  actions: readonly Delegable[];
  version: string;
}
interface AddingDependent extends Adding {
  kind: 'dependent';
  days: number;
  contact: Contact;
  challenge: string;
  code: string;
}
interface AddingMinor extends Adding {
  kind: 'guardian';
  bornOn: string;
}

export async function addDependent(
  parts: AccountParts,
  acting: Acting,
  adding: AddingDependent | AddingMinor,
): Promise<Delegations> {
  checkVersion(adding.kind === 'guardian' ? 'guardian' : 'delegation', adding.version);
  const minor = adding.kind === 'guardian' ? minorOf(adding.bornOn, acting.now) : null;
  const agreed = adding.kind === 'dependent' ? await findAgreement(parts, acting.actor, adding) : null;
  const { database, keys } = parts;
  // A write sent again is answered as before, though its code is used up.
  return act(database, acting, async (tx, note) => {
    const index = adding.kind === 'dependent' ? await demandAgreement(tx, agreed, adding.contact) : null;
    const person = randomUUID();
    const { key, wrapped } = wrapNewKey(keys, person);
    const id = await insertDependent(tx, {
      person,
      wrappedKey: wrapped,
      actions: adding.actions,
      days: adding.kind === 'dependent' ? adding.days : 0,
      version: adding.version,
      index,
      minorUntil: minor,
      name: seal(key, adding.name, aboutName(person, 'principal')),
      ownName: seal(key, adding.ownName, aboutName(person, 'delegate')),
    });
    const { kind, actions, version } = adding;
    note({ action: 'delegations.add', subject: `person:${person}`, after: { delegation: id, kind, actions, version } });
    return null;
  }).then(() => listDelegations(parts, acting.actor));
}

/** Throws Invalid for a day ahead, Conflict for who is grown up. */
function minorOf(bornOn: string, now: Date): string {
  const today = toDay(now);
  if (bornOn >= today) throw refused('bornOn', 'must be a day in the past');
  const until = minorUntil(bornOn, today);
  if (until === null) throw new Conflict('not_a_minor');
  return until;
}

/** The phone whose code it is, in a transaction of its own: a wrong try counts, whatever comes after. Null for a wrong one. */
async function findAgreement(
  { database, keys }: AccountParts,
  actor: Actor,
  { contact, challenge, code }: AddingDependent,
): Promise<Buffer | null> {
  const index = keys.indexOf(contact.kind, contact.value);
  const answered = await withActor(database, actor, (tx) =>
    answerChallenge(tx, { id: challenge, code: codeHash(keys, index, code), purpose: 'consent' }),
  );
  return answered?.index.equals(index) ? index : null;
}

/** Throws Invalid for a wrong code, and for the phone of an account: who has one invites. */
async function demandAgreement(tx: Tx, index: Buffer | null, { kind }: Contact): Promise<Buffer> {
  if (!index) throw refused('code', WRONG);
  if (await findAccountOf(tx, kind, index)) throw refused('contact.value', 'has an account of their own');
  return index;
}

export async function endByContact(
  { database, keys }: AccountParts,
  acting: Acting,
  { contact, challenge, code }: { contact: Contact; challenge: string; code: string },
): Promise<{ ended: number }> {
  const index = keys.indexOf(contact.kind, contact.value);
  const ended = await act(database, acting, async (tx, note) => {
    const count = await endByCode(tx, { challenge, code: codeHash(keys, index, code), index });
    note({
      action: count === null ? 'delegations.end_by_code.refused' : 'delegations.end_by_code',
      subject: `challenge:${challenge}`,
      after: { ended: count },
    });
    return count;
  });
  if (ended === null) throw refused('code', WRONG);
  return { ended };
}

/** From now on in this session; null: for oneself. Throws NotFound for what is not live, or not theirs to act by. */
export function actFor({ database, keys }: AccountParts, acting: Acting, id: string | null): Promise<Delegations> {
  return act(database, acting, async (tx, note) => {
    const rows = await listOwnDelegations(tx);
    if (!(await setActing(tx, id))) throw new NotFound();
    const one = rows.find((row) => (id === null ? row.is_acting : row.id === id));
    const action = id === null ? 'delegations.leave' : 'delegations.act';
    if (one) note({ action, subject: `person:${one.principal}`, after: { delegation: one.id } });
    return tell(tx, keys);
  });
}

/** Throws Forbidden where the one acted for did not agree to this, NotFound for who acts for nobody. */
export function renamePrincipal(parts: AccountParts, acting: Acting, name: string): Promise<Delegations> {
  const { database, keys } = parts;
  return act(database, acting, async (tx, note) => {
    const person = await findPersonFor(tx, 'details.change');
    if (person === null) throw new Forbidden();
    const wrapped = await readPrincipalKey(tx);
    if (!wrapped) throw new NotFound();
    const sealed = seal(unwrapKey(keys, person, wrapped), name, aboutName(person, 'principal'));
    if (!(await setPrincipalName(tx, sealed))) throw new NotFound();
    note({ action: 'delegations.rename', subject: `person:${person}` });
    return null;
  }).then(() => listDelegations(parts, acting.actor));
}
