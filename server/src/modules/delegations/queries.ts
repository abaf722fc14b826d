import { sql } from 'kysely';
import type { Delegable } from '../../contract/delegable.ts';
import type { Tx } from '../../db/index.ts';
import type { Delegation } from './schema.ts';

export interface NewInvitation {
  hash: Buffer;
  actions: readonly Delegable[];
  days: number;
  isGuardian: boolean;
  version: string;
  /** Sealed. */
  name: Buffer;
}
/** Until when it is good; an earlier one of the same account is good no longer. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<Date> {
  const { hash, actions, days, isGuardian, version, name } = invitation;
  const { rows } = await sql<{ until: Date }>`
    SELECT invite_delegate(${hash}, ${[...actions]}::text[], ${days}, ${isGuardian}, ${version}, ${name}) AS until`.execute(
    tx,
  );
  return rows[0]!.until;
}

export interface Invited {
  principal: string;
  data_key: Buffer;
  principal_name: Buffer;
  actions: Delegable[];
  days: number;
  is_guardian: boolean;
}
export async function findInvitation(tx: Tx, hash: Buffer): Promise<Invited | null> {
  const { rows } = await sql<Invited>`SELECT * FROM read_invitation(${hash})`.execute(tx);
  return rows[0] ?? null;
}

/** The delegation; null where a guardian is asked for and one of the two cannot be it. */
export async function acceptInvitation(
  tx: Tx,
  { hash, name, guardianVersion }: { hash: Buffer; name: Buffer; guardianVersion: string | null },
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    SELECT accept_invitation(${hash}, ${name}, ${guardianVersion}) AS id`.execute(tx);
  return rows[0]!.id;
}

export interface NewDependent {
  person: string;
  wrappedKey: Buffer;
  actions: readonly Delegable[];
  days: number;
  version: string;
  /** Of the phone whose code agreed. */
  index: Buffer | null;
  minorUntil: string | null;
  /** Sealed. */
  name: Buffer;
  ownName: Buffer;
}
export async function insertDependent(tx: Tx, dependent: NewDependent): Promise<string> {
  const { person, wrappedKey, actions, days, version, index, minorUntil, name, ownName } = dependent;
  const { rows } = await sql<{ id: string }>`
    SELECT add_dependent(${person}::uuid, ${wrappedKey}, ${[...actions]}::text[], ${days}, ${version}, ${index}::bytea,
      ${minorUntil}::date, ${name}, ${ownName}) AS id`.execute(tx);
  return rows[0]!.id;
}

export interface DelegationRow {
  id: string;
  kind: Delegation['kind'];
  principal: string;
  data_key: Buffer | null;
  principal_name: Buffer | null;
  delegate_name: Buffer | null;
  is_mine: boolean;
  actions: Delegable[];
  since: Date;
  until: Date;
  ended_at: Date | null;
  is_live: boolean;
  is_acting: boolean;
}
export async function listOwnDelegations(tx: Tx): Promise<DelegationRow[]> {
  return (await sql<DelegationRow>`SELECT * FROM list_delegations()`.execute(tx)).rows;
}
/** Whether it was one of theirs, and not ended yet. */
export async function endOwnDelegation(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT end_delegation(${id}::uuid) AS done`.execute(tx);
  return rows[0]!.done;
}
/** How many ended; null for a wrong code. */
export async function endByCode(
  tx: Tx,
  { challenge, code, index }: { challenge: string; code: Buffer; index: Buffer },
): Promise<number | null> {
  const { rows } = await sql<{ ended: number | null }>`
    SELECT end_delegations_by_code(${challenge}::uuid, ${code}, ${index}) AS ended`.execute(tx);
  return rows[0]!.ended;
}
/** Null: for oneself. Whether it could be done. */
export async function setActing(tx: Tx, delegation: string | null): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT act_for(${delegation}::uuid) AS done`.execute(tx);
  return rows[0]!.done;
}
export async function readPrincipalKey(tx: Tx): Promise<Buffer | null> {
  return (await sql<{ key: Buffer | null }>`SELECT principal_key() AS key`.execute(tx)).rows[0]!.key;
}
export async function readOwnKey(tx: Tx): Promise<Buffer | null> {
  const { rows } = await sql<{
    key: Buffer | null;
  }>`SELECT data_key AS key FROM persons WHERE id = app_person()`.execute(tx);
  return rows[0]?.key ?? null;
}
export async function setPrincipalName(tx: Tx, name: Buffer): Promise<boolean> {
  return (await sql<{ done: boolean }>`SELECT rename_principal(${name}) AS done`.execute(tx)).rows[0]!.done;
}
/** Whom the transaction may do it for; null where that one did not agree to it. */
export async function findPersonFor(tx: Tx, action: Delegable): Promise<string | null> {
  return (await sql<{ person: string | null }>`SELECT app_person_for(${action}) AS person`.execute(tx)).rows[0]!.person;
}
