import { sql } from 'kysely';
import type { Action } from '../../contract/access.ts';
import type { ContactKind } from '../../contract/contact.ts';
import type { NoticeKind } from '../../contract/account.ts';
import type { Session, Tx } from '../../db/index.ts';
import type { AccountsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<AccountsTables>();

/** Null where too many codes were asked for. */
export async function beginChallenge(
  tx: Tx,
  {
    kind,
    index,
    code,
    purpose,
    device,
  }: { kind: ContactKind; index: Buffer; code: Buffer; purpose: string; device: Buffer | null },
): Promise<{ id: string; expiresAt: Date } | null> {
  const { rows } = await sql<{ id: string; expires_at: Date }>`
    SELECT id, expires_at FROM begin_challenge(${kind}, ${index}, ${code}, ${purpose}, ${device}::bytea)`.execute(tx);
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

export interface NewSignIn {
  account: string;
  proofHash: Buffer;
  device: string;
  deviceHash: Buffer | null;
  /** `code:phone` */
  way: string;
  seconds: number;
  /** Of a second factor, where one is needed. */
  ticketHash: Buffer;
  isStrong: boolean;
}
export type BegunSignIn =
  { session: string } | { session: null; expiresAt: Date; recovery: { readyAt: Date; isReady: boolean } | null };
/** A session, or until when the second factor is awaited; null for an account nobody may sign in to. */
export async function beginSignIn(
  tx: Tx,
  { account, proofHash, device, deviceHash, way, seconds, ticketHash, isStrong }: NewSignIn,
): Promise<BegunSignIn | null> {
  const { rows } = await sql<{
    session: string | null;
    expires_at: Date | null;
    recovery_at: Date | null;
    is_recovery_ready: boolean | null;
  }>`
    SELECT * FROM begin_sign_in(${account}::uuid, ${proofHash}, ${device}, ${way}, make_interval(secs => ${seconds}),
      ${deviceHash}::bytea, ${ticketHash}, ${isStrong}::boolean)`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  if (row.session !== null) return { session: row.session };
  const recovery = row.recovery_at && { readyAt: row.recovery_at, isReady: row.is_recovery_ready === true };
  return { session: null, expiresAt: row.expires_at!, recovery };
}

/** Whole seconds to wait, or 0 where one may try now, which counts. */
export async function beginTry(tx: Tx, bucket: Buffer): Promise<number> {
  const { rows } = await sql<{ wait: number }>`SELECT begin_try(${bucket}) AS wait`.execute(tx);
  return rows[0]!.wait;
}
export async function forgetTries(tx: Tx, bucket: Buffer): Promise<void> {
  await sql`SELECT forget_tries(${bucket})`.execute(tx);
}

/** After a way in changed: on no other device anybody is signed in. */
export async function endOtherSessions(tx: Tx): Promise<void> {
  await sql`SELECT end_other_sessions()`.execute(tx);
}
export async function forgetDeviceOf(tx: Tx, session: string): Promise<void> {
  await sql`SELECT forget_device_of(${session}::uuid)`.execute(tx);
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
    .select(['persons.name', 'persons.id_number', 'persons.minor_until'])
    .executeTakeFirst();
}
export type OwnAccount = NonNullable<Awaited<ReturnType<typeof readOwnAccount>>>;

export const listOwnContacts = (tx: Tx) =>
  tables(tx).selectFrom('contacts').select(['id', 'kind', 'value']).orderBy('verified_at').orderBy('id').execute();

/** Holds up who else adds or removes a way in to it. */
export async function lockOwnAccount(tx: Tx): Promise<void> {
  await tables(tx).selectFrom('accounts').select('id').forUpdate().execute();
}
/** By which one can still sign in; a password needs a contact beside it. */
export async function countOwnWaysIn(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT ((SELECT count(*) FROM contacts) + (SELECT count(*) FROM identities)
      + (SELECT count(*) FROM credentials WHERE kind = 'passkey'))::int AS n`.execute(tx);
  return rows[0]!.n;
}
export async function deleteOwnContact(tx: Tx, id: string): Promise<ContactKind | null> {
  const row = await tables(tx).deleteFrom('contacts').where('id', '=', id).returning('kind').executeTakeFirst();
  return row?.kind ?? null;
}

export async function addNotice(tx: Tx, notice: { account: string; kind: NoticeKind; device: string }): Promise<void> {
  const { account, kind, device } = notice;
  await tables(tx).insertInto('notices').values({ account_id: account, kind, device }).execute();
}
export const listOwnNotices = (tx: Tx) =>
  tables(tx)
    .selectFrom('notices')
    .select(['id', 'kind', 'device', 'made_at'])
    .where('put_away_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(20)
    .execute();
/** Whether there was one of that id. */
export async function putAwayOwnNotice(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('notices')
    .set({ put_away_at: sql<Date>`now()` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findOwnRecovery(tx: Tx): Promise<{ begun_at: Date; ready_at: Date } | null> {
  const row = await tables(tx)
    .selectFrom('recoveries')
    .select(['begun_at', 'ready_at'])
    .where('ready_at', '>', sql<Date>`now() - interval '14 days'`)
    .executeTakeFirst();
  return row ?? null;
}

export interface SeenContact {
  account_id: string;
  person_id: string;
  data_key: Buffer | null;
  kind: ContactKind;
  value: Buffer;
}
/** Of those among these accounts that who acts may see. */
export async function listSeenContacts(tx: Tx, accounts: readonly string[]): Promise<SeenContact[]> {
  const { rows } = await sql<SeenContact>`SELECT * FROM seen_contacts(${[...accounts]}::uuid[])`.execute(tx);
  return rows;
}
/** Null where there is none, or none that who acts may see. */
export async function findSeenAccountOf(tx: Tx, kind: ContactKind, index: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`SELECT seen_account_of(${kind}, ${index}) AS id`.execute(tx);
  return rows[0]!.id;
}

export interface OwnGrant {
  role: string;
  institution_id: number | null;
  name: string | null;
  division: string | null;
  division_name: string | null;
  topics: string[];
  until: Date | null;
}
export async function listOwnGrants(tx: Tx): Promise<OwnGrant[]> {
  const { rows } = await sql<OwnGrant>`
    SELECT g.role, g.institution_id, organiser_name(g.institution_id) AS name, g.division, d.name AS division_name,
      g.topics, upper(g.valid) AS until
    FROM grants g LEFT JOIN divisions d ON d.code = g.division
    WHERE g.account_id = app_account() AND g.valid @> now() AND (NOT g.needs_second OR g.confirmed_at IS NOT NULL)
    ORDER BY g.role, g.institution_id`.execute(tx);
  return rows;
}

export const listOwnSessions = (tx: Tx) =>
  tables(tx)
    .selectFrom('sessions')
    .select(['id', 'device', 'way', 'made_at', 'touched_at'])
    .where('expires_at', '>', sql<Date>`now()`)
    // A job of theirs goes on in it for some seconds: no device.
    .where('way', '<>', 'import')
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
export async function showStandInText(tx: Tx, message: { kind: ContactKind; to: string; text: string }): Promise<void> {
  await sql`SELECT show_stand_in_text(${message.kind}, ${message.to}, ${message.text})`.execute(tx);
}
/** A code, or a text. */
export interface StandInMessage {
  kind: ContactKind;
  to: string;
  code: string | null;
  said: string | null;
  at: Date;
}
export async function listStandInMessages(tx: Tx): Promise<StandInMessage[]> {
  const { rows } = await sql<StandInMessage>`
    SELECT kind, shown_to AS "to", code, said, made_at AS at FROM list_stand_in_messages()`.execute(tx);
  return rows;
}

/** Sealed; for the owner of the tables alone. */
export async function listContactsOf(tx: Tx, account: string): Promise<{ kind: ContactKind; value: Buffer }[]> {
  const { rows } = await sql<{ kind: ContactKind; value: Buffer }>`
    SELECT kind, value FROM contacts WHERE account_id = ${account}::uuid ORDER BY verified_at, id`.execute(tx);
  return rows;
}
