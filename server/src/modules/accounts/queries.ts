import { sql } from 'kysely';
import type { Action } from '../../contract/access.ts';
import type { ContactKind } from '../../contract/contact.ts';
import type { Session, Tx } from '../../db/index.ts';
import type { AccountsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<AccountsTables>();

/** Null where too many codes were asked for. */
export async function beginChallenge(
  tx: Tx,
  { kind, index, code, purpose }: { kind: ContactKind; index: Buffer; code: Buffer; purpose: string },
): Promise<{ id: string; expiresAt: Date } | null> {
  const { rows } = await sql<{ id: string; expires_at: Date }>`
    SELECT id, expires_at FROM begin_challenge(${kind}, ${index}, ${code}, ${purpose})`.execute(tx);
  const [row] = rows;
  return row ? { id: row.id, expiresAt: row.expires_at } : null;
}

/** What the code was sent to; null for a wrong code, or one that is used up. */
export async function answerChallenge(
  tx: Tx,
  { id, code, purpose }: { id: string; code: Buffer; purpose: string },
): Promise<{ kind: ContactKind; index: Buffer } | null> {
  const { rows } = await sql<{ kind: ContactKind; value_index: Buffer }>`
    SELECT kind, value_index FROM answer_challenge(${id}::uuid, ${code}, ${purpose})`.execute(tx);
  const [row] = rows;
  return row ? { kind: row.kind, index: row.value_index } : null;
}

export async function findAccountOf(tx: Tx, kind: ContactKind, index: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`SELECT account_of_contact(${kind}, ${index}) AS id`.execute(tx);
  return rows[0]!.id;
}

export interface NewAccount {
  account: string;
  person: string;
  wrappedKey: Buffer;
  contact: { kind: ContactKind; index: Buffer; sealed: Buffer };
  lang: string;
}
export async function register(tx: Tx, { account, person, wrappedKey, contact, lang }: NewAccount): Promise<void> {
  const { kind, index, sealed } = contact;
  await sql`SELECT register(${kind}, ${index}, ${sealed}, ${account}::uuid, ${person}::uuid, ${wrappedKey}, ${lang})`.execute(
    tx,
  );
}

/** What the account agreed to when it was made, in the same transaction. */
export async function giveFirstConsent(tx: Tx, account: string, version: string, hash: string): Promise<void> {
  await sql`SELECT give_first_consent(${account}::uuid, ${version}, decode(${hash}, 'hex'))`.execute(tx);
}

/** Purposes and versions that were agreed to and not withdrawn. */
export async function listLiveConsents(tx: Tx): Promise<{ purpose: string; version: string }[]> {
  const { rows } = await sql<{ purpose: string; version: string }>`
    SELECT purpose, version FROM consents WHERE account_id = app_account() AND withdrawn_at IS NULL`.execute(tx);
  return rows;
}

export interface ActingFor {
  id: string;
  principal: string;
  data_key: Buffer | null;
  principal_name: Buffer | null;
  until: Date;
}
export async function findActingFor(tx: Tx): Promise<ActingFor | null> {
  const { rows } = await sql<ActingFor>`
    SELECT id, principal, data_key, principal_name, until FROM list_delegations() WHERE is_acting LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

export interface NewSession {
  account: string;
  proofHash: Buffer;
  device: string;
  /** `code:phone` */
  way: string;
  seconds: number;
}
/** Its id; null for an account nobody may sign in to. */
export async function beginSession(tx: Tx, session: NewSession): Promise<string | null> {
  const { account, proofHash, device, way, seconds } = session;
  const { rows } = await sql<{ id: string | null }>`
    SELECT begin_session(${account}::uuid, ${proofHash}, ${device}, ${way}, make_interval(secs => ${seconds})) AS id`.execute(
    tx,
  );
  return rows[0]!.id;
}

export async function findSession(tx: Tx, proof: string): Promise<Session | null> {
  const { rows } = await sql<{
    id: string;
    account: string;
    person: string;
    on_behalf_of: string | null;
    stepped_up_at: Date | null;
    actions: Action[];
    needs_guardian: boolean;
  }>`SELECT * FROM find_session(${proof})`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  const { id, account, person, on_behalf_of, stepped_up_at, actions, needs_guardian } = row;
  return {
    id,
    account,
    person,
    proof,
    onBehalfOf: on_behalf_of,
    steppedUpAt: stepped_up_at,
    actions: new Set(actions),
    needsGuardian: needs_guardian,
  };
}

export async function endSession(tx: Tx): Promise<void> {
  await sql`SELECT end_session()`.execute(tx);
}

/** The account of who acts: row-level security shows no other. */
export async function readOwnAccount(tx: Tx) {
  return tables(tx)
    .selectFrom('accounts')
    .innerJoin('persons', 'persons.id', 'accounts.person_id')
    .select(['accounts.id', 'accounts.display_name', 'accounts.lang', 'accounts.is_demo', 'accounts.made_at'])
    .select(['accounts.erase_at', 'persons.id as person', 'persons.data_key', 'persons.verified_at'])
    .executeTakeFirst();
}

export const listOwnContacts = (tx: Tx) =>
  tables(tx).selectFrom('contacts').select(['id', 'kind', 'value']).orderBy('verified_at').orderBy('id').execute();

export interface OwnGrant {
  role: string;
  institution_id: number | null;
  name: string | null;
  until: Date | null;
}
export async function listOwnGrants(tx: Tx): Promise<OwnGrant[]> {
  const { rows } = await sql<OwnGrant>`
    SELECT g.role, g.institution_id, i.name, upper(g.valid) AS until
    FROM grants g LEFT JOIN (SELECT DISTINCT id, name FROM public_institutions) i ON i.id = g.institution_id
    WHERE g.account_id = app_account() AND g.valid @> now() AND (NOT g.needs_second OR g.confirmed_at IS NOT NULL)
    ORDER BY g.role, g.institution_id`.execute(tx);
  return rows;
}

export const listOwnSessions = (tx: Tx) =>
  tables(tx)
    .selectFrom('sessions')
    .select(['id', 'device', 'way', 'made_at', 'touched_at'])
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('touched_at', 'desc')
    .orderBy('id')
    .execute();

/** Whether there was one of that id. */
export async function deleteOwnSession(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx).deleteFrom('sessions').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function changeOwnAccount(tx: Tx, change: { display_name?: string | null; lang?: string }): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tables(tx).updateTable('accounts').set(change).execute();
}

/** What a demonstration shows instead of sending it. */
export async function showStandInMessage(
  tx: Tx,
  message: { kind: ContactKind; to: string; code: string },
): Promise<void> {
  await sql`SELECT show_stand_in_message(${message.kind}, ${message.to}, ${message.code})`.execute(tx);
}
export async function listStandInMessages(
  tx: Tx,
): Promise<{ kind: ContactKind; to: string; code: string; at: Date }[]> {
  const { rows } = await sql<{ kind: ContactKind; to: string; code: string; at: Date }>`
    SELECT kind, shown_to AS "to", code, made_at AS at FROM list_stand_in_messages()`.execute(tx);
  return rows;
}
