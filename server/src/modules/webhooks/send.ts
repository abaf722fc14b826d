import { unseal } from '../../crypto/seal.ts';
import type { Job, JobKind, Parts } from '../../module.ts';
import { createOutbound } from '../../outbound/outbound.ts';
import { backoffMs } from '../jobs/backoff.ts';
import { compose } from './compose.ts';
import { claimDue, findPending, keepMessage, noteTry, type Due, type Outcome } from './outbox.ts';
import { aboutSecret, sign } from './secret.ts';

/** Receivers that are sent to at once: one that hangs holds up few. */
const LANES = 8;
const PATIENCE_MS = 10_000;
const MOST_BYTES = 1_000_000;
const GONE = 410;

/** Sends what there is to be told, to each receiver in order. */
export const sendJob: JobKind = {
  kind: 'webhooks.send',
  every: '1 minute',
  run: async (parts, job) => {
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => sendDue(parts, job)));
    const failed = lanes.find((lane) => lane.status === 'rejected');
    if (failed) throw failed.reason;
  },
};

export const forgetMessagesJob: JobKind = {
  kind: 'webhooks.forget',
  every: '1 day at 03:25 Asia/Shanghai',
  run: async ({ database }) => {
    await database.pool.query(`DELETE FROM webhook_messages WHERE ended_at < now() - interval '30 days'`);
    await database.pool.query(`DELETE FROM webhook_tries WHERE at < now() - interval '30 days'`);
    await database.pool.query('UPDATE webhooks SET former_secret = NULL WHERE former_until < now()');
  },
};

async function sendDue(parts: Parts, { signal }: Job): Promise<void> {
  const { pool } = parts.database;
  // What is looked at meanwhile is due at the next time.
  const { rows } = await pool.query<{ now: Date }>('SELECT now() AS now');
  for (let due = await claimDue(pool, rows[0]!.now); due; due = await claimDue(pool, rows[0]!.now)) {
    await sendNext(parts, due, signal);
    if (signal.aborted) return;
  }
}

/** One message, or the news that there is none. */
async function sendNext(parts: Parts, due: Due, signal: AbortSignal): Promise<void> {
  const { pool } = parts.database;
  let message = await findPending(pool, due.id);
  if (!message) {
    const composed = await compose(parts, due, new Date());
    await keepMessage(pool, due.id, composed);
    message = composed.message;
  }
  if (!message) return;
  const began = performance.now();
  const status = await post(parts, due, message, signal);
  // It may have arrived or not: whoever has it next sends it again.
  if (signal.aborted) return;
  const outcome = toOutcome(status);
  const ms = Math.round(performance.now() - began);
  const againMs = backoffMs(Math.min(due.failures + 1, 30));
  await noteTry(pool, { webhook: due.id, message: message.id, outcome, status, ms, againMs });
}

function toOutcome(status: number | null): Outcome {
  if (status === GONE) return 'gone';
  return status !== null && status >= 200 && status < 300 ? 'arrived' : 'failed';
}

/** Null where nothing answered: why is told nobody. */
async function post(
  { config, keys }: Parts,
  due: Due,
  { id, body }: { id: string; body: string },
  signal: AbortSignal,
): Promise<number | null> {
  const sealed = [due.secret, due.former_secret].flatMap((one) => one ?? []);
  const secrets = sealed.map((one) => unseal(keys.master, Buffer.from(one), aboutSecret(due.id)));
  const { origin } = new URL(due.url);
  const fetchOut = createOutbound({
    ...(config.sourceOrigins.includes(origin) && { trusted: origin }),
    ...{ totalMs: PATIENCE_MS, mostBytes: MOST_BYTES, mostRedirects: 0 },
  });
  const headers = sign({ id: `msg_${id}`, now: new Date(), body }, secrets);
  const answer = await fetchOut(due.url, { method: 'POST', headers, body, signal }).catch(() => null);
  return answer?.status ?? null;
}
