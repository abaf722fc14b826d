import type { Database } from '../../db/index.ts';
import type { Composed, Message, Receiver } from './compose.ts';

/** One try may take so long at most; a process that died meanwhile is waited for no longer. */
const HELD = "interval '1 minute'";
const PATIENCE = "interval '5 days'";

export interface Due extends Receiver {
  url: string;
  failures: number;
  secret: Uint8Array;
  former_secret: Uint8Array | null;
}
export type Outcome = 'arrived' | 'gone' | 'failed';

type Pool = Database['pool'];

/** One that has something to send, or was not looked at since; no other process has it meanwhile. */
export async function claimDue(pool: Pool, before: Date): Promise<Due | null> {
  const { rows } = await pool.query<Due>(
    `UPDATE webhooks SET held_until = now() + ${HELD} WHERE id = (
       SELECT id FROM webhooks WHERE state = 'active' AND due_at <= $1 AND held_until < now()
       ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, url, kinds, cursor, wants_test, failures, secret,
       CASE WHEN former_until > now() THEN former_secret END AS former_secret`,
    [before],
  );
  return rows[0] ?? null;
}

export async function findPending(pool: Pool, webhook: string): Promise<Omit<Message, 'event' | 'items'> | null> {
  const { rows } = await pool.query<{ id: string; body: string }>(
    'SELECT id, body FROM webhook_messages WHERE webhook_id = $1 AND ended_at IS NULL',
    [webhook],
  );
  return rows[0] ?? null;
}

/** Kept together: told up to here, and what tells it on its way. */
export async function keepMessage(pool: Pool, webhook: string, { message, cursor }: Composed): Promise<void> {
  await pool.query(
    `WITH w AS (
       UPDATE webhooks SET cursor = $2, wants_test = wants_test AND $5::text IS DISTINCT FROM 'webhook.test',
         due_at = CASE WHEN $3::uuid IS NULL THEN now() ELSE due_at END,
         held_until = CASE WHEN $3::uuid IS NULL THEN '-infinity' ELSE held_until END WHERE id = $1 RETURNING id)
     INSERT INTO webhook_messages (id, webhook_id, event, items, body) SELECT $3, id, $5, $6, $4 FROM w WHERE $3::uuid IS NOT NULL`,
    [webhook, JSON.stringify(cursor), message?.id, message?.body, message?.event, message?.items],
  );
}

/** What came of a try; what did not arrive is tried again after so many ms, for some days. */
export async function noteTry(pool: Pool, { webhook, message, outcome, status, ms, againMs }: Try): Promise<void> {
  await pool.query(
    `WITH t AS (INSERT INTO webhook_tries (message_id, status, ms) SELECT id, $3, $4 FROM webhook_messages WHERE id = $2),
     m AS (UPDATE webhook_messages SET ended_at = now(), body = NULL WHERE id = $2 AND $5 = 'arrived')
     UPDATE webhooks SET held_until = '-infinity',
       failures = CASE $5 WHEN 'arrived' THEN 0 ELSE failures + 1 END,
       failing_since = CASE $5 WHEN 'arrived' THEN NULL ELSE coalesce(failing_since, now()) END,
       due_at = CASE $5 WHEN 'arrived' THEN due_at ELSE now() + $6 * interval '1 millisecond' END,
       state = CASE WHEN state = 'active' AND ($5 = 'gone' OR ($5 = 'failed' AND failing_since < now() - ${PATIENCE})) THEN 'stopped' ELSE state END,
       stop = CASE WHEN state <> 'active' THEN stop WHEN $5 = 'gone' THEN 'gone'
         WHEN $5 = 'failed' AND failing_since < now() - ${PATIENCE} THEN 'failing' END
     WHERE id = $1`,
    [webhook, message, status, ms, outcome, againMs],
  );
}
export interface Try {
  webhook: string;
  message: string;
  outcome: Outcome;
  /** null: not reached. */
  status: number | null;
  ms: number;
  againMs: number;
}
