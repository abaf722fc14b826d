import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { WELL, type DatabaseState } from './database.ts';
import type { Logger } from './logger.ts';
import { STRUCTURE_LOCK } from './migrate.ts';
import { createPool, endPool, withMaintenance, type PoolSettings } from './pool.ts';
import { Pulse } from './pulse.ts';
import { Refusals } from './refusals.ts';
import { Sockets } from './sockets.ts';
import { StartupError } from './startup-error.ts';

export interface ServerOptions {
  url: string;
  statementMs: number;
  idleInTransactionMs: number;
  logger: Logger;
}
export interface Server {
  pool: pg.Pool;
  settings: PoolSettings;
  state(): DatabaseState;
  watch(): void;
  maintain<T>(run: (client: pg.Client) => Promise<T>): Promise<T>;
  onCommit(listener: () => void): () => void;
  /** A server looks after its own durability: nothing happens. */
  relaxDurability(on: boolean): Promise<void>;
  close(): Promise<void>;
}

const OLDEST = 15;
const EXTENSIONS = ['postgis', 'pg_trgm', 'btree_gist'];
/** The triggers of `changes` notify here. */
const CHANNEL = 'zlm_changes';
const RECONNECT_MS = 1000;
// A server that vanished does not say goodbye.
const FAREWELL_MS = 1000;
const AWAY: DatabaseState = { reads: false, writes: false, reason: 'database' };

export async function openServer(options: ServerOptions): Promise<Server> {
  const settings: PoolSettings = {
    connectionString: options.url,
    application_name: 'zlm',
    statement_timeout: options.statementMs,
    idle_in_transaction_session_timeout: options.idleInTransactionMs,
    connectionTimeoutMillis: 10_000,
  };
  await checkServer(options.url, settings);
  const { url, logger } = options;
  const sockets = new Sockets(2 * options.statementMs);
  const pool = createPool({ ...settings, stream: () => sockets.create() }, logger);
  const refusals = new Refusals(pool, logger);
  pool.on('connect', (client) => refusals.watch(client));
  const listener = new ChangeListener(url);
  let pulse: Pulse | null = null;

  function tell(isThere: boolean): void {
    if (isThere) logger.warn({}, 'the database answers again');
    else logger.error({}, 'the database does not answer; what needs it is refused until it does');
    sockets.close(!isThere);
    if (isThere) listener.wake();
  }

  return {
    pool,
    settings,
    state() {
      if (pulse?.isThere === false) return AWAY;
      const { reason } = refusals;
      return reason ? { reads: true, writes: false, reason } : WELL;
    },
    watch: () => void (pulse ??= new Pulse(url, tell)),
    maintain: (run) =>
      withMaintenance(settings, (client) => {
        refusals.watch(client);
        return run(client);
      }),
    onCommit: (wake) => listener.add(wake),
    relaxDurability: () => Promise.resolve(),
    async close() {
      pulse?.close();
      refusals.close();
      await listener.close();
      await endPool(pool);
    },
  };
}

async function checkServer(url: string, settings: PoolSettings) {
  const where = placeOf(url);
  try {
    await withMaintenance(settings, async (client) => {
      const { rows } = await client.query<{ version: number }>(
        `SELECT current_setting('server_version_num')::int version`,
      );
      const major = Math.floor(rows[0]!.version / 10_000);
      if (major < OLDEST) {
        throw new StartupError('version', `${where} runs PostgreSQL ${major}; version ${OLDEST} or later is needed.`);
      }
      await ensureExtensions(client, where);
    });
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    // What the server itself says is no silence.
    if (cause instanceof pg.DatabaseError) throw new StartupError('refused', `${where} refuses: ${message}.`, cause);
    const what = `${where} does not answer (${code ?? message}).`;
    throw new StartupError('unreachable', `${what} Is it running, and is DATABASE_URL right?`, cause);
  }
}

/** Starters make them one after another: two at the same time meet in the catalog of the server. */
async function ensureExtensions(client: pg.Client, where: string) {
  if ((await listMissing(client)).length === 0) return;
  await client.query(`SELECT pg_advisory_lock(${STRUCTURE_LOCK})`);
  for (const extension of await listMissing(client)) {
    await client
      .query(`CREATE EXTENSION IF NOT EXISTS ${extension}`)
      .catch((cause: unknown) => explainMissing(extension, where, cause));
  }
  await client.query(`SELECT pg_advisory_unlock(${STRUCTURE_LOCK})`);
}

async function listMissing(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ extname: string }>('SELECT extname FROM pg_extension');
  return EXTENSIONS.filter((extension) => !rows.some(({ extname }) => extname === extension));
}

// 42501: no privilege; 0A000, 58P01: its files are not there. All else is said as it is.
function explainMissing(extension: string, where: string, cause: unknown): never {
  const { code = '', message } = cause as { code?: string; message: string };
  const todo =
    code === '42501'
      ? `let a superuser run "CREATE EXTENSION ${extension}" in it`
      : code === '0A000' || code === '58P01'
        ? 'install PostGIS 3.3 or later and the contrib modules on the server'
        : null;
  if (todo) throw new StartupError('extension', `${where} lacks the extension ${extension}; ${todo}.`, cause);
  if (!(cause instanceof pg.DatabaseError)) throw cause;
  throw new StartupError('refused', `${where} could not make the extension ${extension}: ${message}.`, cause);
}

/** Host, port and database of a connection string, never its password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = searchParams.get('host') ?? (hostname || 'localhost');
    return `The database ${pathname.slice(1) || 'postgres'} on ${host}:${port || '5432'}`;
  } catch {
    return 'The database of DATABASE_URL';
  }
}

/** Hears NOTIFY on one connection of its own and comes back after losing it. */
class ChangeListener {
  #url: string;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #listeners = new Set<() => void>();

  constructor(url: string) {
    this.#url = url;
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1 && !this.#client) void this.#connect();
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const ended = this.#client?.end().catch(() => undefined);
    await Promise.race([ended, wait(FAREWELL_MS, undefined, { ref: false })]);
  }

  async #connect() {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'zlm-changes', keepAlive: true });
    this.#client = client;
    client.on('error', () => undefined);
    client.on('notification', () => this.wake());
    client.on('end', () => {
      if (this.#closed || this.#client !== client) return;
      this.#timer = setTimeout(() => void this.#connect(), RECONNECT_MS);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // Commits may have been missed while there was no connection.
      this.wake();
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  wake(): void {
    for (const listener of this.#listeners) listener();
  }
}
