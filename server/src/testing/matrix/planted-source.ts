import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import { aboutSecret, newSecret } from '../../modules/webhooks/secret.ts';

/** A source of an institution, with a record that waits, and a webhook. */
export interface PlantedSource {
  source: string;
  record: number;
  webhook: string;
}
export const FEED_URL = 'https://feed.example/';

/** Of each relation one, with a row in every table that tells of it. */
export async function insertSource(owner: pg.Pool, keys: Keys, institution: number): Promise<PlantedSource> {
  const source = randomUUID();
  await owner.query(
    `INSERT INTO sources (id, name, institution_id, kind, format, url, area, crs, every_minutes)
     VALUES ($1, 'x', $2, 'activity', 'rpde', '${FEED_URL}', '330000', 'WGS84', 15)`,
    [source, institution],
  );
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO source_records (source_id, record, epoch, state, verdict) VALUES ($1, 'a', 1, 'waiting', 'new')
     RETURNING id::float8 AS id`,
    [source],
  );
  await owner.query('INSERT INTO source_runs (source_id) VALUES ($1)', [source]);
  await owner.query(
    `INSERT INTO source_conflicts (source_system, relation, source_id, field) VALUES ('source:' || $1, 'activities', 'a', 'title')`,
    [source],
  );
  const webhook = randomUUID();
  await owner.query(
    `INSERT INTO webhooks (id, name, institution_id, url, cursor, secret) VALUES ($1, 'x', $2, '${FEED_URL}', '{}', $3)`,
    [webhook, institution, seal(keys.master, newSecret(), aboutSecret(webhook))],
  );
  await owner.query(
    `WITH m AS (INSERT INTO webhook_messages (id, webhook_id, event, ended_at) VALUES (gen_random_uuid(), $1, 'webhook.test', now()) RETURNING id)
     INSERT INTO webhook_tries (message_id, ms) SELECT id, 1 FROM m`,
    [webhook],
  );
  return { source, record: rows[0]!.id, webhook };
}
