import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from './logger.ts';
import { typeParsers } from './type-parsers.ts';

export type PoolSettings = pg.PoolConfig;

const CONNECTIONS = 8;
const END_WITHIN_MS = 5000;

/** A pool whose lost connections are logged and replaced instead of ending the process. */
export function createPool(settings: PoolSettings, logger: Logger): pg.Pool {
  const pool = new pg.Pool({ max: CONNECTIONS, types: typeParsers, ...settings });
  // All at once, told once by who gave them up.
  const isGivenUp = (error: Error & { code?: string }) => error.code === '57P03';
  const report = (error: Error) =>
    isGivenUp(error) || logger.warn({ cause: error.message }, 'a database connection was lost');
  pool.on('error', report);
  // A checked-out client has no handler of the pool: without one its lost connection would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Waits for clients still in use, but not for one that nobody gives back. */
export async function endPool(pool: pg.Pool): Promise<void> {
  const giveUp = new AbortController();
  const late = wait(END_WITHIN_MS, undefined, { signal: giveUp.signal }).catch(() => undefined);
  await Promise.race([pool.end(), late]);
  giveUp.abort();
}

/** One connection outside the pool which may run long: for migrations, seed, import and vacuum. */
export async function withMaintenance<T>(settings: PoolSettings, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ types: typeParsers, ...settings, ...MAINTENANCE });
  let lost: Error | undefined;
  // The first says why; that the connection ended follows.
  client.on('error', (cause) => (lost ??= cause));
  await client.connect();
  try {
    return await run(client);
  } catch (cause) {
    throw lost ?? cause;
  } finally {
    await client.end();
  }
}

const MAINTENANCE = {
  application_name: 'zlm-maintenance',
  statement_timeout: 0,
  idle_in_transaction_session_timeout: 0,
};
