import { sql } from 'kysely';
import type { ContactKind } from '../../contract/contact.ts';
import type { Tx } from '../../db/index.ts';

export interface PasswordTry {
  kind: ContactKind;
  index: Buffer;
  device: Buffer | null;
  /** Names under which tries are counted: of strangers, and of a device that its account knows. */
  byContact: Buffer;
  byDevice: Buffer;
  /** The address has failed too often of late. */
  isSpent: boolean;
}
export interface BegunTry {
  /** Whole seconds; 0 = a try may be made, and is counted. */
  wait: number;
  account: string | null;
  hash: string | null;
  bucket: Buffer;
}
export async function beginPasswordTry(tx: Tx, tried: PasswordTry): Promise<BegunTry> {
  const { kind, index, device, byContact, byDevice, isSpent } = tried;
  const { rows } = await sql<BegunTry>`
    SELECT * FROM begin_password_try(${kind}, ${index}, ${device}::bytea, ${byContact}, ${byDevice}, ${isSpent}::boolean)`.execute(
    tx,
  );
  return rows[0]!;
}

export async function findOwnPassword(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`
    SELECT data ->> 'hash' AS hash FROM credentials WHERE kind = 'password'`.execute(tx);
  return rows[0]?.hash ?? null;
}
export async function setOwnPassword(tx: Tx, account: string, hash: string): Promise<void> {
  await deleteOwnPassword(tx);
  await sql`INSERT INTO credentials (account_id, kind, data)
    VALUES (${account}::uuid, 'password', jsonb_build_object('hash', ${hash}::text))`.execute(tx);
}
/** Whether there was one. */
export async function deleteOwnPassword(tx: Tx): Promise<boolean> {
  const { numAffectedRows } = await sql`DELETE FROM credentials WHERE kind = 'password'`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
