import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import type { AuditTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<AuditTables>();

/** Adds entries, each one canonical JSON; the last thing a transaction does. */
export async function appendAudit(tx: Tx, payloads: readonly string[]): Promise<void> {
  if (payloads.length === 0) return;
  await sql`SELECT append_audit(${[...payloads]}::text[])`.execute(tx);
}

/** The key that is kept of the account: this one where there was none. Null for an account that was erased. */
export async function keepRecordKey(tx: Tx, account: string, fresh: Buffer): Promise<Buffer | null> {
  const { rows } = await sql<{ key: Buffer | null }>`SELECT keep_record_key(${account}::uuid, ${fresh}) AS key`.execute(
    tx,
  );
  return rows[0]!.key;
}
/** Of those among these accounts of which who acts may read what was written. */
export async function findRecordKeys(
  tx: Tx,
  accounts: readonly string[],
): Promise<{ account: string; data_key: Buffer }[]> {
  const { rows } = await sql<{ account: string; data_key: Buffer }>`
    SELECT account, data_key FROM record_keys_of(${[...accounts]}::uuid[])`.execute(tx);
  return rows;
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

/** One of several acts, as the database takes them; proof and key only where there are some. */
export interface NamedAct {
  actor: string;
  proof?: string;
  behalf?: string | null;
  key?: string;
}
/** Those of them that were done before, by their place. */
export async function beginActs(
  tx: Tx,
  acts: readonly (NamedAct & { hash?: string })[],
): Promise<Map<number, { isSame: boolean; answer: string }>> {
  const { rows } = await sql<{ place: number; is_same: boolean; answer: string }>`
    SELECT * FROM begin_acts(${JSON.stringify(acts)}::jsonb)`.execute(tx);
  return new Map(rows.map(({ place, is_same, answer }) => [place, { isSame: is_same, answer }]));
}

/** Without an answer it was refused: its key is free again. */
export async function endActs(
  tx: Tx,
  acts: readonly (NamedAct & { answer: string | null; entries: readonly string[] })[],
): Promise<void> {
  if (acts.length > 0) await sql`SELECT end_acts(${JSON.stringify(acts)}::jsonb)`.execute(tx);
}

export type AuditRow = Pick<AuditTables['audit'], 'seq' | 'payload' | 'prev_hash' | 'hash'>;
export interface AuditWanted {
  actor?: string | undefined;
  subject?: string | undefined;
  action?: string | undefined;
  /** ms; from included, to not. */
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

/** For who may read all of it: row-level security shows it to nobody else. */
export function listEntries(
  tx: Tx,
  wanted: AuditWanted,
  { before, most }: { before?: number | undefined; most: number },
): Promise<AuditRow[]> {
  let query = matching(tx, wanted).select(['seq', 'payload', 'prev_hash', 'hash']);
  if (before !== undefined) query = query.where('seq', '<', before);
  return query.orderBy('seq', 'desc').limit(most).execute();
}

/** Oldest first, from after one up to another. */
export function listEntriesUpTo(
  tx: Tx,
  wanted: AuditWanted,
  { after, upTo, most }: { after: number; upTo: number; most: number },
): Promise<AuditRow[]> {
  const query = matching(tx, wanted).select(['seq', 'payload', 'prev_hash', 'hash']);
  return query.where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq', 'asc').limit(most).execute();
}

/** How many match among the first so many, and which is the first and last of them. */
export async function countEntries(
  tx: Tx,
  wanted: AuditWanted,
  upTo: number,
): Promise<{ entries: number; first: number | null; last: number | null }> {
  return matching(tx, wanted)
    .select(({ fn }) => [
      fn.countAll<number>().as('entries'),
      fn.min<number | null>('seq').as('first'),
      fn.max<number | null>('seq').as('last'),
    ])
    .where('seq', '<=', upTo)
    .executeTakeFirstOrThrow();
}

function matching(tx: Tx, { actor, subject, action, fromMs, toMs }: AuditWanted) {
  let query = tables(tx).selectFrom('audit');
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (action !== undefined) query = query.where('action', '=', action);
  if (fromMs !== undefined) query = query.where('at_ms', '>=', fromMs);
  if (toMs !== undefined) query = query.where('at_ms', '<', toMs);
  return query;
}

export const findEntry = (tx: Tx, seq: number): Promise<AuditRow | undefined> =>
  tables(tx)
    .selectFrom('audit')
    .select(['seq', 'payload', 'prev_hash', 'hash'])
    .where('seq', '=', seq)
    .executeTakeFirst();

/** How many entries there are. */
export async function readSize(tx: Tx): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`SELECT audit_size() AS size`.execute(tx);
  return rows[0]!.size ?? 0;
}

/** What concerns who is signed in, newest first. */
export async function listOwnEntries(
  tx: Tx,
  { before = Number.MAX_SAFE_INTEGER, most }: { before?: number | undefined; most: number },
): Promise<{ seq: number; payload: string }[]> {
  const { rows } = await sql<{ seq: number; payload: string }>`
    SELECT seq, payload FROM own_audit(${before}, ${most})`.execute(tx);
  return rows;
}
