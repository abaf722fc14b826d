import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface TotpRecord {
  /** Base64 of the secret, sealed by the key of its person. */
  sealed: string;
  isOn: boolean;
  /** The last step that was used. */
  lastStep: number;
}

/** Exactly one of both. */
export type SecondProof = { step: number; code: null } | { step: null; code: string };

/** What somebody with a ticket is measured by. */
export interface SecondTry {
  /** Whole seconds; 0 = a try may be made, and is counted. */
  wait: number;
  account: string;
  person: string;
  data_key: Buffer | null;
  totp: TotpRecord | null;
  bucket: Buffer;
}
/** Null for a ticket that is worth nothing. */
export async function beginSecondTry(tx: Tx, ticketHash: Buffer): Promise<SecondTry | null> {
  const { rows } = await sql<SecondTry>`SELECT * FROM begin_second_try(${ticketHash})`.execute(tx);
  return rows[0] ?? null;
}
interface Begun {
  session: string | null;
  seconds: number;
}
/** Null where what was shown was used before. */
export async function finishSignIn(
  tx: Tx,
  { ticketHash, proofHash, proof: { step, code } }: { ticketHash: Buffer; proofHash: Buffer; proof: SecondProof },
): Promise<Begun | null> {
  const { rows } = await sql<Begun>`
    SELECT * FROM finish_sign_in(${ticketHash}, ${proofHash}, ${step}::bigint, ${code}::text)`.execute(tx);
  return rows[0] ?? null;
}
/** Whether it was worth something, which it is no more. */
export async function useOwnSecondFactor(tx: Tx, { step, code }: SecondProof): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    SELECT use_own_second_factor(${step}::bigint, ${code}::text) AS used`.execute(tx);
  return rows[0]!.used;
}

export interface BegunRecovery {
  account: string;
  is_by_code: boolean;
  begun_at: Date | null;
  ready_at: Date | null;
}
export async function beginRecovery(tx: Tx, ticketHash: Buffer): Promise<BegunRecovery | null> {
  const { rows } = await sql<BegunRecovery>`SELECT * FROM begin_recovery(${ticketHash})`.execute(tx);
  return rows[0] ?? null;
}
/** Null where the time is not over, or it was stopped. */
export async function finishRecovery(tx: Tx, ticketHash: Buffer, proofHash: Buffer): Promise<Begun | null> {
  const { rows } = await sql<Begun>`SELECT * FROM finish_recovery(${ticketHash}, ${proofHash})`.execute(tx);
  return rows[0] ?? null;
}
/** Whether there was one. */
export async function deleteOwnRecovery(tx: Tx): Promise<boolean> {
  const { rows } = await sql`DELETE FROM recoveries RETURNING account_id`.execute(tx);
  return rows.length > 0;
}

export interface OwnCredentials {
  password_at: Date | null;
  passkeys: number;
  totp_at: Date | null;
  recovery_codes: number;
  has_role: boolean;
}
export async function readOwnCredentials(tx: Tx): Promise<OwnCredentials> {
  const { rows } = await sql<OwnCredentials>`
    SELECT max(made_at) FILTER (WHERE kind = 'password') AS password_at,
      count(*) FILTER (WHERE kind = 'passkey')::int AS passkeys,
      max(made_at) FILTER (WHERE kind = 'totp' AND (data ->> 'isOn')::boolean) AS totp_at,
      count(*) FILTER (WHERE kind = 'recovery' AND used_at IS NULL)::int AS recovery_codes,
      EXISTS (SELECT FROM grants WHERE account_id = app_account() AND valid @> now()) AS has_role
    FROM credentials`.execute(tx);
  return rows[0]!;
}

export async function findOwnTotp(tx: Tx): Promise<TotpRecord | null> {
  const { rows } = await sql<{ data: TotpRecord }>`SELECT data FROM credentials WHERE kind = 'totp'`.execute(tx);
  return rows[0]?.data ?? null;
}
export async function setOwnTotp(tx: Tx, account: string, data: TotpRecord): Promise<void> {
  await sql`DELETE FROM credentials WHERE kind = 'totp'`.execute(tx);
  await sql`INSERT INTO credentials (account_id, kind, data)
    VALUES (${account}::uuid, 'totp', ${JSON.stringify(data)}::jsonb)`.execute(tx);
}
/** Whether it was on. */
export async function deleteOwnSecondFactor(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`
    DELETE FROM credentials WHERE kind IN ('totp', 'recovery') RETURNING kind`.execute(tx);
  return rows.some(({ kind }) => kind === 'totp');
}
/** In place of those there were. */
export async function setOwnRecoveryCodes(tx: Tx, account: string, hashes: readonly string[]): Promise<void> {
  await sql`DELETE FROM credentials WHERE kind = 'recovery'`.execute(tx);
  await sql`INSERT INTO credentials (account_id, kind, handle, data)
    SELECT ${account}::uuid, 'recovery', h, '{}' FROM unnest(${[...hashes]}::text[]) AS h`.execute(tx);
}
