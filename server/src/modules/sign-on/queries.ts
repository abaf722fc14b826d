import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** Who came back, by hashes of the state and of what the browser keeps. */
export interface Coming {
  state: Buffer;
  browser: Buffer;
}
export interface NewSignOn extends Coming {
  provider: string;
  issuer: string;
  next: string;
  isShared: boolean;
  toLink: boolean;
}
/** False for who may not link anything now. */
export async function beginSignOn(tx: Tx, begun: NewSignOn): Promise<boolean> {
  const { state, browser, provider, issuer, next, isShared, toLink } = begun;
  const { rows } = await sql<{ begun: boolean }>`
    SELECT begin_sign_on(${state}, ${browser}, ${provider}, ${issuer}, ${next}, ${isShared}::boolean, ${toLink}::boolean)
      AS begun`.execute(tx);
  return rows[0]!.begun;
}

export interface Begun {
  next: string;
  is_shared: boolean;
  is_link: boolean;
}
export async function takeSignOn(tx: Tx, { state, browser }: Coming, provider: string): Promise<Begun | null> {
  const { rows } = await sql<Begun>`SELECT * FROM take_sign_on(${state}, ${browser}, ${provider})`.execute(tx);
  return rows[0] ?? null;
}
/** The account of the identity, null for a stranger; nothing where it was not begun, or too long ago. */
export async function arriveBySignOn(
  tx: Tx,
  { state, browser }: Coming,
  subject: string,
): Promise<{ account: string | null } | undefined> {
  const { rows } = await sql<{ account: string | null }>`
    SELECT account FROM arrive_by_sign_on(${state}, ${browser}, ${subject})`.execute(tx);
  return rows[0];
}
/** False where another account has it, null where none arrived. */
export async function linkIdentity(tx: Tx, { state, browser }: Coming): Promise<boolean | null> {
  const { rows } = await sql<{ linked: boolean | null }>`SELECT link_identity(${state}, ${browser}) AS linked`.execute(
    tx,
  );
  return rows[0]!.linked;
}
export interface NewIdentityAccount {
  account: string;
  person: string;
  wrappedKey: Buffer;
  lang: string;
}
/** Whether the stranger has an account now. */
export async function registerBySignOn(
  tx: Tx,
  { state, browser }: Coming,
  { account, person, wrappedKey, lang }: NewIdentityAccount,
): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    SELECT register_by_sign_on(${state}, ${browser}, ${account}::uuid, ${person}::uuid, ${wrappedKey}, ${lang}) AS made`.execute(
    tx,
  );
  return rows[0]!.made;
}

export interface OwnIdentity {
  id: string;
  issuer: string;
  linked_at: Date;
}
export async function listOwnIdentities(tx: Tx): Promise<OwnIdentity[]> {
  const { rows } = await sql<OwnIdentity>`SELECT id, issuer, linked_at FROM identities ORDER BY linked_at, id`.execute(
    tx,
  );
  return rows;
}
/** Its issuer; null where there was none of that id. */
export async function deleteOwnIdentity(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ issuer: string }>`
    DELETE FROM identities WHERE id = ${id}::uuid RETURNING issuer`.execute(tx);
  return rows[0]?.issuer ?? null;
}
