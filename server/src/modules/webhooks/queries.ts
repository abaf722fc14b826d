import { sql } from 'kysely';
import type { NewestCursor } from '../../contract/account.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { WebhookEvent, WebhookState, WebhookStop } from '../../contract/webhook-states.ts';
import type { Tx } from '../../db/index.ts';

export type Came = 'done' | 'hidden' | 'changed' | 'not_now';

export interface WebhookRow {
  id: string;
  name: string;
  institution: string;
  institution_id: number;
  url: string;
  kinds: Kind[];
  state: WebhookState;
  stop: WebhookStop | null;
  failures: number;
  failing_since: Date | null;
  due_at: Date;
  former_until: Date | null;
  version: number;
  may_change: boolean;
}
export interface MessageRow {
  id: string;
  event: WebhookEvent;
  items: number;
  made_at: Date;
  ended_at: Date | null;
  tries: number;
  last: { at: string; status: number | null; ms: number }[];
  micros: number;
}
export interface WebhookSettings {
  name: string;
  url: string;
  kinds: readonly Kind[];
}

/** Those that who acts may see; what does not work first. */
export async function listWebhooks(tx: Tx, id?: string): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    SELECT id, name, organiser_name(institution_id) AS institution, institution_id::float8 AS institution_id, url, kinds, state, stop,
      failures, failing_since, due_at, CASE WHEN former_until > now() THEN former_until END AS former_until, version,
      app_may('sources.change', institution_id) AS may_change
    FROM webhooks WHERE ${id === undefined ? sql`true` : sql`id = ${id}::uuid`}
    ORDER BY state = 'stopped' DESC, failures > 0 DESC, name, id`.execute(tx);
  return rows;
}

export async function listMessages(
  tx: Tx,
  webhook: string,
  { cursor, limit }: { cursor?: NewestCursor | undefined; limit: number },
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    SELECT m.id, m.event, m.items, m.made_at, m.ended_at, micros::float8 AS micros,
      (SELECT count(*)::int FROM webhook_tries t WHERE t.message_id = m.id) AS tries,
      coalesce((SELECT json_agg(json_build_object('at', t.at, 'status', t.status, 'ms', t.ms) ORDER BY t.id DESC) FROM
        (SELECT * FROM webhook_tries t WHERE t.message_id = m.id ORDER BY t.id DESC LIMIT 10) t), '[]') AS last
    FROM webhook_messages m CROSS JOIN LATERAL (SELECT (extract(epoch FROM m.made_at) * 1000000)::bigint AS micros) x
    WHERE m.webhook_id = ${webhook}::uuid
      AND ${cursor ? sql`(micros, m.id) < (${cursor.micros}::bigint, ${cursor.id}::uuid)` : sql`true`}
    ORDER BY micros DESC, m.id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

async function came(tx: Tx, call: ReturnType<typeof sql>): Promise<Came> {
  const { rows } = await sql<{ came: Came }>`SELECT ${call} AS came`.execute(tx);
  return rows[0]!.came;
}
/** With a version it is changed, without it is new; `sealed` is its secret. */
export const saveWebhook = (
  tx: Tx,
  { id, version, sealed }: { id: string; version: number | null; sealed: Buffer | null },
  says: WebhookSettings & { institution_id?: number; cursor?: object },
) => came(tx, sql`save_webhook(${id}::uuid, ${version}::int, ${JSON.stringify(says)}::jsonb, ${sealed}::bytea)`);
export const moveWebhook = (tx: Tx, id: string, becomes: WebhookState) =>
  came(tx, sql`move_webhook(${id}::uuid, ${becomes})`);
export const askForTest = (tx: Tx, id: string) => came(tx, sql`test_webhook(${id}::uuid)`);
export const rotateWebhook = (tx: Tx, id: string, sealed: Buffer) =>
  came(tx, sql`rotate_webhook(${id}::uuid, ${sealed}::bytea)`);
export const removeWebhook = (tx: Tx, id: string, version: number) =>
  came(tx, sql`remove_webhook(${id}::uuid, ${version}::int)`);

export async function readSecrets(
  tx: Tx,
  id: string,
): Promise<{ secret: Buffer; former_secret: Buffer | null } | undefined> {
  const { rows } = await sql<{ secret: Uint8Array; former_secret: Uint8Array | null }>`
    SELECT * FROM webhook_secrets(${id}::uuid)`.execute(tx);
  const [row] = rows;
  return row && { secret: Buffer.from(row.secret), former_secret: row.former_secret && Buffer.from(row.former_secret) };
}
