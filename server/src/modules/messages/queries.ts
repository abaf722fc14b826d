import { sql } from 'kysely';
import type { NewestCursor } from '../../contract/account.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import type { MessageKind } from '../../contract/message-kinds.ts';
import type { Tx } from '../../db/index.ts';

/** What was public then; times as the database writes them. */
export interface Facts {
  title?: string;
  startsAt?: string;
  formerStartsAt?: string;
  place?: string;
  until?: string;
}
export interface MessageRow {
  id: string;
  about: string | null;
  is_own: boolean;
  kind: MessageKind;
  thing_kind: Kind;
  thing_id: number;
  facts: Facts;
  made_at: Date;
  read_at: Date | null;
  micros: number;
}

export async function listOwnMessages(tx: Tx, { cursor, limit }: { cursor?: NewestCursor | undefined; limit: number }) {
  const { rows } = await sql<MessageRow>`
    SELECT m.*, thing_id::float8 AS thing_id, micros::float8 AS micros
    FROM own_messages(${cursor?.micros ?? null}::bigint, ${cursor?.id ?? null}::uuid, ${limit}) m`.execute(tx);
  return rows;
}
export async function countUnread(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count_unread_messages() AS n`.execute(tx);
  return rows[0]!.n;
}
export async function markRead(tx: Tx, upTo: string): Promise<void> {
  await sql`SELECT read_messages(${upTo}::uuid)`.execute(tx);
}

/** A text that waits, with all that is needed to send it. */
export interface TextRow {
  message: string;
  account: string;
  person: string;
  data_key: Buffer;
  lang: Lang;
  kind: MessageKind;
  thing_kind: Kind;
  thing_id: number;
  facts: Facts;
  tries: number;
}
/** One that is due; no other process has it for a minute. */
export async function claimText(tx: Tx): Promise<TextRow | null> {
  const { rows } = await sql<TextRow>`
    WITH due AS (
      UPDATE message_texts SET held_until = now() + interval '1 minute', tries = tries + 1 WHERE message_id = (
        SELECT message_id FROM message_texts WHERE state = 'waiting' AND due_at <= now() AND held_until < now()
        ORDER BY due_at, message_id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING message_id, tries)
    SELECT m.id AS message, a.id AS account, p.id AS person, p.data_key, a.lang, m.kind, m.thing_kind, m.thing_id::float8 AS thing_id,
      m.facts, due.tries
    FROM due JOIN messages m ON m.id = due.message_id JOIN accounts a ON a.id = m.account_id JOIN persons p ON p.id = a.person_id`.execute(
    tx,
  );
  return rows[0] ?? null;
}
/** False where it is no longer there to be sent. */
export async function endText(tx: Tx, message: string, state: 'sent' | 'unreachable' | 'failed'): Promise<boolean> {
  const { rows } =
    await sql`UPDATE message_texts SET state = ${state} WHERE message_id = ${message}::uuid AND state = 'waiting'
    RETURNING message_id`.execute(tx);
  return rows.length > 0;
}
export async function putOff(tx: Tx, message: string, ms: number): Promise<void> {
  await sql`UPDATE message_texts SET due_at = now() + ${ms} * interval '1 millisecond', held_until = '-infinity'
    WHERE message_id = ${message}::uuid`.execute(tx);
}
