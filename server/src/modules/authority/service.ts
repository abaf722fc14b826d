import { traitsOfRole, type Action } from '../../contract/access.ts';
import type { Contact } from '../../contract/account.ts';
import type { Reason } from '../../contract/errors.ts';
import type { Keys } from '../../crypto/keys.ts';
import { withActor, type Database, type Session, type Tx } from '../../db/index.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { findAccountOf } from '../accounts/queries.ts';
import { maskContacts, openSeenContacts } from '../accounts/seen-contacts.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { sealAbout } from '../audit/sealed-text.ts';
import * as queries from './queries.ts';
import {
  can,
  findUnknown,
  insertGrant,
  mayGive,
  takesGrants,
  type GrantRow,
  type Reach,
  type Target,
} from './queries.ts';
import type { Grant } from './schema.ts';

/** Inside the transaction of the write. Throws NotFound where the target is hidden from who acts, else Forbidden. */
export async function demand(
  tx: Tx,
  action: Action,
  target: Target,
  { isHidden = true, reason }: { isHidden?: boolean; reason?: Reason } = {},
): Promise<void> {
  if (await can(tx, action, target)) return;
  throw isHidden ? new NotFound() : new Forbidden(reason);
}

export interface AuthorityParts {
  database: Database;
  keys: Keys;
}

/** Of the roles that who asks may see, newest first. */
export function listGrants({ database, keys }: AuthorityParts, acting: Acting, wanted: queries.GrantsWanted) {
  return withActor(database, acting.actor, async (tx) => {
    const rows = await queries.listGrants(tx, { ...wanted, limit: wanted.limit + 1 });
    const shown = rows.slice(0, wanted.limit);
    const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
    return { grants: await toGrants(tx, keys, shown), next: last ? `${last.micros}.${last.id}` : null };
  });
}

async function toGrants(tx: Tx, keys: Keys, rows: readonly GrantRow[]): Promise<Grant[]> {
  const contacts = await openSeenContacts(tx, keys, [...new Set(rows.map(({ account_id }) => account_id))]);
  return rows.map((row) => ({
    id: row.id,
    account: row.account_id,
    contact: maskContacts(contacts.get(row.account_id))[0]?.masked ?? null,
    role: row.role,
    institution: row.institution_id === null ? null : { id: row.institution_id, name: row.institution ?? '' },
    division: row.division === null ? null : { code: row.division, name: row.division_name ?? '' },
    topics: row.topics,
    from: row.from && toDateTime(row.from),
    until: row.until && toDateTime(row.until),
    state: row.state,
    reason: row.reason,
    givenBy: row.granted_by,
    confirmedBy: row.confirmed_by,
    madeAt: toDateTime(row.made_at),
    isChangeable: row.is_changeable,
  }));
}

/** Throws NotFound for what who acts may not see. */
async function readGrant(tx: Tx, keys: Keys, id: string): Promise<Grant> {
  const [grant] = await toGrants(tx, keys, await queries.listGrants(tx, { grant: id, limit: 1 }));
  if (!grant) throw new NotFound();
  return grant;
}

export interface Giving extends Reach {
  account?: string | undefined;
  contact?: Contact | undefined;
  from: string | null;
  until: string | null;
  reason: string;
}

/** Throws NotFound for a branch that is not theirs, Forbidden for a role that is not theirs to give there. */
export async function giveGrant(
  { database, keys }: AuthorityParts,
  acting: Acting,
  session: Session,
  giving: Giving,
): Promise<Grant> {
  const { role, institution, division, topics, reason } = giving;
  return noting(database, acting, { action: 'grants.give', subject: subjectOf(institution) }, async (tx, note) => {
    await checkReach(tx, giving);
    const span = toSpan(giving, acting.now);
    const account = await findReceiver(tx, keys, giving);
    if (account === session.account) throw new Forbidden('second_person');
    const { needsSecond = false } = traitsOfRole(role);
    const id = await insertGrant(tx, { ...giving, ...span, account, by: session.account, needsSecond });
    const after = {
      grant: id,
      role,
      institution,
      division,
      topics: [...topics],
      ...span,
      reason: await sealAbout(tx, keys, account, reason),
    };
    note({
      action: needsSecond ? 'grants.propose' : 'grants.give',
      subject: `account:${account}`,
      after: plain(after),
    });
    return readGrant(tx, keys, id);
  });
}

async function checkReach(tx: Tx, reach: Reach): Promise<void> {
  const { role, institution, division, topics } = reach;
  const { isLocal, givenBy } = traitsOfRole(role);
  if (!isLocal && (institution !== null || division !== null || topics.length > 0))
    throw new Invalid([{ in: 'body', field: 'institution', message: 'holds everywhere' }]);
  if (institution !== null) await demand(tx, givenBy, { institution });
  if (!(await mayGive(tx, reach))) throw new Forbidden('not_yours_to_give');
  const unknown = await findUnknown(tx, reach);
  if (unknown.division) throw wrong('division', 'is not the code of an area');
  if (unknown.topics) throw wrong('topics', 'is not known');
}

async function findReceiver(tx: Tx, keys: Keys, { account, contact }: Giving): Promise<string> {
  const found = contact
    ? await findAccountOf(tx, contact.kind, keys.indexOf(contact.kind, contact.value))
    : (account ?? null);
  if (found !== null && (await takesGrants(tx, found))) return found;
  throw wrong(contact ? 'contact.value' : 'account', 'has no account here');
}

function toSpan({ from, until }: Giving, now: Date): { from: Date | null; until: Date | null } {
  const [begins, ends] = [from, until].map((text) => (text === null ? null : new Date(text))) as [
    Date | null,
    Date | null,
  ];
  if (begins && begins <= now) throw wrong('from', 'must be in the future');
  if (ends && ends <= now) throw wrong('until', 'must be in the future');
  if (begins && ends && ends <= begins) throw wrong('until', 'must be after its beginning');
  return { from: begins, until: ends };
}

const wrong = (field: string, message: string) => new Invalid([{ in: 'body', field, message }]);
const subjectOf = (institution: number | null) => (institution === null ? 'everywhere' : `institution:${institution}`);

/** Throws NotFound, Forbidden, and Conflict where it has ended. */
export function endGrant(
  { database, keys }: AuthorityParts,
  acting: Acting,
  id: string,
  reason: string,
): Promise<Grant> {
  return noting(database, acting, { action: 'grants.end', subject: `grant:${id}` }, async (tx, note) => {
    const grant = await readGrant(tx, keys, id);
    if (!(await mayGive(tx, reachOf(grant)))) throw new Forbidden('not_yours_to_give');
    if (grant.state === 'ended' || !(await queries.endGrant(tx, id))) throw new Conflict('changed_meanwhile');
    const after = { reason: await sealAbout(tx, keys, grant.account, reason) };
    note({ action: 'grants.end', subject: `account:${grant.account}`, before: factsOf(grant), after });
    return { ...grant, state: 'ended', until: toDateTime(acting.now) };
  });
}

/** Throws NotFound, Forbidden for who gave or gets it, and Conflict where it waits for nobody. */
export function confirmGrant(
  { database, keys }: AuthorityParts,
  acting: Acting,
  session: Session,
  id: string,
): Promise<Grant> {
  return noting(database, acting, { action: 'grants.confirm', subject: `grant:${id}` }, async (tx, note) => {
    const grant = await readGrant(tx, keys, id);
    if (!(await mayGive(tx, reachOf(grant)))) throw new Forbidden('not_yours_to_give');
    if (grant.state !== 'proposed') throw new Conflict('changed_meanwhile');
    if ([grant.givenBy, grant.account].includes(session.account)) throw new Forbidden('second_person');
    if (!(await queries.confirmGrant(tx, id))) throw new Conflict('changed_meanwhile');
    note({ action: 'grants.confirm', subject: `account:${grant.account}`, after: factsOf(grant) });
    return readGrant(tx, keys, id);
  });
}

const reachOf = ({ role, institution, division, topics }: Grant): Reach => ({
  role,
  institution: institution?.id ?? null,
  division: division?.code ?? null,
  topics,
});
const factsOf = (grant: Grant) => ({
  grant: grant.id,
  ...reachOf(grant),
  topics: [...grant.topics],
  givenBy: grant.givenBy,
});
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** `act`, of which a refusal leaves an entry too. Throws Conflict for roles that are never one person. */
async function noting<T>(
  database: Database,
  acting: Acting,
  attempt: { action: string; subject: string },
  run: Parameters<typeof act<T>>[2],
): Promise<T> {
  try {
    return await act(database, acting, run);
  } catch (cause) {
    if (cause instanceof Forbidden || cause instanceof NotFound) await noteRefusal(database, acting, attempt);
    throw isApart(cause) ? new Conflict('apart') : cause;
  }
}

const isApart = (cause: unknown) => (cause as { constraint?: string }).constraint === 'grants_apart';
