import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeys } from '../../crypto/keys.ts';
import type { Tables } from '../../db/index.ts';
import type { Job, Parts } from '../../module.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { sendTexts } from './send.ts';

const ACCOUNTS = 10;
const EACH = process.env['SIZE'] === 'full' ? 100 : 20;
const KILLS = 20;

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

/** One process that sends; killed, its connections are gone amid whatever they were at. */
async function startSender(keys: Parts['keys']): Promise<{ kill: () => Promise<void>; ended: Promise<unknown> }> {
  const pool = await town.server.openWriter();
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => clients.add(client));
  pool.on('error', () => undefined);
  const database = { kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) };
  const stop = new AbortController();
  const parts = { database, keys, config: { demoAccounts: true }, origin: 'https://map.example.org' };
  const job = { signal: stop.signal } as Job;
  const ended = sendTexts.run(parts as unknown as Parts, job).catch(() => undefined);
  const end = () => pool.end().catch(() => undefined);
  return {
    ended: ended.then(end),
    kill: async () => {
      stop.abort();
      for (const client of clients)
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      await ended;
    },
  };
}

test('of what is sent while senders are killed, each arrives exactly once', async () => {
  const keys = await openKeys(path.join(town.server.dataDir, 'keys.json'));
  const people = await Promise.all(Array.from({ length: ACCOUNTS }, () => town.arrive()));
  await town.owner.query(
    `WITH m AS (INSERT INTO messages (account_id, kind, thing_kind, thing_id, facts, event)
       SELECT a, 'session_cancelled', 'activity', 1, jsonb_build_object('title', '第' || n || '课'), 'kill ' || n
       FROM unnest($1::uuid[]) a CROSS JOIN generate_series(1, $2) n RETURNING id)
     INSERT INTO message_texts (message_id) SELECT id FROM m`,
    [people.map(({ me }) => me.account), EACH],
  );
  for (let killed = 0; killed < KILLS; killed++) {
    const sender = await startSender(keys);
    await wait(20 + Math.random() * 60);
    await sender.kill();
    await town.owner.query("UPDATE message_texts SET held_until = '-infinity', due_at = now() WHERE state = 'waiting'");
  }
  const killedAt = await town.count('message_texts', "state = 'sent'");
  const last = await startSender(keys);
  await last.ended;
  await expect.poll(() => town.count('message_texts', "state <> 'sent'")).toBe(0);
  const { rows } = await town.owner.query<{ texts: number; twice: number }>(
    `SELECT count(*)::int AS texts, count(*) FILTER (WHERE n > 1)::int AS twice FROM (
       SELECT shown_to, said, count(*) AS n FROM stand_in_messages WHERE said LIKE '「第%' GROUP BY 1, 2) t`,
  );
  expect(rows[0]).toEqual({ texts: ACCOUNTS * EACH, twice: 0 });
  console.log(`${killedAt} of ${ACCOUNTS * EACH} had been sent by those that were killed`);
}, 120_000);
