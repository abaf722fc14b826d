import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface ConsentRow {
  purpose: string;
  version: string;
  given_at: Date;
  withdrawn_at: Date | null;
}
/** The own ones alone: row-level security shows no others. */
export async function listConsents(tx: Tx): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    SELECT purpose, version, given_at, withdrawn_at FROM consents WHERE account_id = app_account()
    ORDER BY given_at DESC, purpose`.execute(tx);
  return rows;
}
export async function giveConsent(tx: Tx, purpose: string, version: string, hash: string): Promise<void> {
  await sql`SELECT give_consent(${purpose}, ${version}, decode(${hash}, 'hex'))`.execute(tx);
}
/** Whether there was one to withdraw. */
export async function withdrawConsent(tx: Tx, purpose: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT withdraw_consent(${purpose}) AS done`.execute(tx);
  return rows[0]!.done;
}

export interface SealedValue {
  sealed: string | null;
  about: string;
  /** Whose key it is: of a person, or of the record for an account. */
  person?: string;
  account?: string;
  key: string | null;
}
export type ToldValue = string | number | boolean | null | readonly string[] | SealedValue;
export async function readPersonalData(tx: Tx): Promise<{ table: string; told: Record<string, ToldValue> }[]> {
  const { rows } = await sql<{ of_table: string; told: Record<string, ToldValue> }>`
    SELECT of_table, told FROM personal_data()`.execute(tx);
  return rows.map(({ of_table, told }) => ({ table: of_table, told }));
}

/** Null for the last administrator of a kind. */
export async function beginErasing(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`SELECT begin_erasing() AS at`.execute(tx);
  return rows[0]!.at;
}
export async function undoErasing(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT undo_erasing() AS done`.execute(tx);
  return rows[0]!.done;
}

export interface DueErasure {
  account: string;
  person: string;
  data_key: Buffer | null;
  contacts: Buffer[];
  /** As it was confirmed; null where none was. */
  name: Buffer | null;
}
export async function nextErasure(tx: Tx): Promise<DueErasure | null> {
  const { rows } = await sql<DueErasure>`SELECT account, person, data_key, contacts, name FROM next_erasure()`.execute(
    tx,
  );
  return rows[0] ?? null;
}
export async function eraseDueAccount(tx: Tx, account: string, contacts: readonly string[]): Promise<void> {
  await sql`SELECT erase_due_account(${account}::uuid, ${[...contacts]}::text[])`.execute(tx);
}
/** How many rows of which table. */
export async function removeOutdated(tx: Tx): Promise<{ table: string; removed: number }[]> {
  const { rows } = await sql<{ table: string; removed: number }>`
    SELECT of_table AS "table", removed FROM remove_outdated()`.execute(tx);
  return rows;
}
