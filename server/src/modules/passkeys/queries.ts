import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export type PasskeyPurpose = 'sign_in' | 'add' | 'step_up';

export async function beginPasskeyChallenge(tx: Tx, hash: Buffer, purpose: PasskeyPurpose): Promise<void> {
  await sql`SELECT begin_passkey_challenge(${hash}, ${purpose})`.execute(tx);
}
/** Whether it was given for this and not used yet. */
export async function takePasskeyChallenge(tx: Tx, hash: Buffer, purpose: PasskeyPurpose): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`SELECT take_passkey_challenge(${hash}, ${purpose}) AS taken`.execute(
    tx,
  );
  return rows[0]!.taken;
}

/** What of a passkey is kept. */
export interface PasskeyRecord {
  /** COSE, base64url. */
  publicKey: string;
  counter: number;
  transports: string[];
  rpId: string;
  /** What the authenticator calls its owner here, base64url. */
  userHandle: string;
  isSynced: boolean;
}
export interface StoredPasskey {
  id: string;
  account: string;
  data: PasskeyRecord;
}
export async function findPasskey(tx: Tx, handle: string): Promise<StoredPasskey | null> {
  const { rows } = await sql<StoredPasskey>`SELECT id, account, data FROM passkey_of(${handle})`.execute(tx);
  return rows[0] ?? null;
}
/** False where its counter did not go on. */
export async function notePasskeyUse(
  tx: Tx,
  { id, counter, isSynced }: { id: string; counter: number; isSynced: boolean },
): Promise<boolean> {
  const { rows } = await sql<{ goes_on: boolean }>`
    SELECT note_passkey_use(${id}::uuid, ${counter}::bigint, ${isSynced}::boolean) AS goes_on`.execute(tx);
  return rows[0]!.goes_on;
}

export interface OwnPasskey {
  id: string;
  handle: string;
  label: string;
  data: PasskeyRecord;
  made_at: Date;
  used_at: Date | null;
}
export async function listOwnPasskeys(tx: Tx): Promise<OwnPasskey[]> {
  const { rows } = await sql<OwnPasskey>`
    SELECT id, handle, label, data, made_at, used_at FROM credentials WHERE kind = 'passkey' ORDER BY made_at, id`.execute(
    tx,
  );
  return rows;
}
/** Null where somebody has it already. */
export async function insertOwnPasskey(
  tx: Tx,
  { account, handle, label, data }: { account: string; handle: string; label: string; data: PasskeyRecord },
): Promise<OwnPasskey | null> {
  const { rows } = await sql<OwnPasskey>`
    INSERT INTO credentials (account_id, kind, handle, label, data)
    VALUES (${account}::uuid, 'passkey', ${handle}, ${label}, ${JSON.stringify(data)}::jsonb)
    ON CONFLICT (handle) DO NOTHING RETURNING id, handle, label, data, made_at, used_at`.execute(tx);
  return rows[0] ?? null;
}
/** Whether there was one of that id. */
export async function renameOwnPasskey(tx: Tx, id: string, label: string): Promise<boolean> {
  const { rows } = await sql`
    UPDATE credentials SET label = ${label} WHERE id = ${id}::uuid AND kind = 'passkey' RETURNING id`.execute(tx);
  return rows.length > 0;
}
export async function deleteOwnPasskey(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM credentials WHERE id = ${id}::uuid AND kind = 'passkey' RETURNING id`.execute(
    tx,
  );
  return rows.length > 0;
}
