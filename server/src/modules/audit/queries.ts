import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** Adds entries, each one canonical JSON; the last thing a transaction does. */
export async function appendAudit(tx: Tx, payloads: readonly string[]): Promise<void> {
  if (payloads.length === 0) return;
  await sql`SELECT append_audit(${[...payloads]}::text[])`.execute(tx);
}

/** Null where the write is new; else the answer it had, and whether it was this one. */
export async function beginAct(
  tx: Tx,
  { key, hash }: { key: string; hash: Buffer },
): Promise<{ isSame: boolean; answer: string } | null> {
  const { rows } = await sql<{ is_same: boolean; answer: string }>`
    SELECT is_same, answer FROM begin_act(${key}::uuid, ${hash})`.execute(tx);
  const [row] = rows;
  return row ? { isSame: row.is_same, answer: row.answer } : null;
}

export async function endAct(tx: Tx, key: string, answer: string): Promise<void> {
  await sql`SELECT end_act(${key}::uuid, ${answer})`.execute(tx);
}
