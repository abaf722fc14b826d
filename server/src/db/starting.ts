import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import { StartupError } from './startup-error.ts';

/** Any number that nobody else locks in this database. */
const LOCK = 7_305_022;
const TRY_EVERY_MS = 200;
/** Longer than the first load of a province takes. */
const LONGEST_WAIT_MS = 15 * 60_000;
// A host that vanished gives its lock back within half a minute; a name tells whom others wait for.
const SESSION = `SET idle_session_timeout = 0; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;
  SET tcp_keepalives_count = 3`;
const HOLDER = `SELECT concat_ws(' ', a.application_name, 'from', coalesce(host(a.client_addr), 'this host'),
    'since', to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS name
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objid = ${LOCK} AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

export interface StartingOptions {
  logger: Logger;
  /** Called once when another process has to be waited for. */
  onWait: () => void;
  longestMs?: number;
}

/**
 * Runs what one process at a time may do to a database before it serves; the others wait and then find it done.
 * The embedded database admits one process anyhow. Throws StartupError when the wait is too long.
 */
export function aloneAtStart<T>(
  database: Pick<Database, 'kind' | 'maintain'>,
  options: StartingOptions,
  run: () => Promise<T>,
): Promise<T> {
  if (database.kind === 'embedded') return run();
  return database.maintain(async (client) => {
    const name = `zlm-start process ${process.pid} on ${hostname()}`.slice(0, 63).replaceAll("'", '');
    await client.query(`${SESSION}; SET application_name = '${name}'`);
    await takeTurn(client, options);
    return run();
  });
}

async function takeTurn(
  client: pg.Client,
  { logger, onWait, longestMs = LONGEST_WAIT_MS }: StartingOptions,
): Promise<void> {
  const began = performance.now();
  for (let told = ''; ; await wait(TRY_EVERY_MS)) {
    if (await isHeld(client)) return;
    const holder = await nameHolder(client);
    if (told === '') onWait();
    if (told !== holder) logger.warn({ holder }, 'another process prepares the database; waiting for it');
    told = holder;
    if (performance.now() - began > longestMs) {
      const waited = `${Math.round(longestMs / 1000)} s`;
      throw new StartupError(
        'in-use',
        `Another process (${holder}) has been preparing the database for more than ${waited}. Stop it, then start again.`,
      );
    }
  }
}

async function isHeld(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS held`);
  return rows[0]!.held;
}

/** Empty rows: it has just let go. */
async function nameHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(HOLDER);
  return rows[0]?.name ?? 'not known';
}
