import { Kysely, PostgresDialect } from 'kysely';
import type { Database, Tables } from './database.ts';
import { openEmbedded } from './embedded/index.ts';
import { silent, type Logger } from './logger.ts';
import { withMaintenance } from './pool.ts';
import { openServer } from './server.ts';

export { goOnAs, withActor, withReader, type Tx } from './actor.ts';
export { nameOf, type Actor, type Session } from './session.ts';
export { copyFrom } from './copy.ts';
export type { Database, DatabaseState, Tables } from './database.ts';
export { connectRunning } from './embedded/index.ts';
export { isAway, isUnreadable, toAppError, type AppError } from './errors.ts';
export type { Logger } from './logger.ts';
export { deriveViews, type Derived } from './derived.ts';
export { listMigrations } from './migration-files.ts';
export { migrate, type Migration, type SqlClient } from './migrate.ts';
export { aloneAtStart } from './starting.ts';
export type { FlagSource, PinnedKind, Submitted } from './pinned.ts';
export type { CardColumn, CardSource, RecordCells, RecordSource, RecordValue, StoredThing } from './thing.ts';
export { DataDirInUse, StartupError, type StartupReason } from './startup-error.ts';

export interface DatabaseOptions {
  /** Connection string of a PostgreSQL server; without it the embedded database in `dataDir` opens. */
  url?: string | undefined;
  dataDir: string;
  logger?: Logger;
  /** A statement of a request may run this long, in ms. */
  statementMs?: number;
  /** A transaction of a request may wait this long for its next statement, in ms. */
  idleInTransactionMs?: number;
}

/** Throws `StartupError` with a sentence that says what to do. */
export async function openDatabase({
  url,
  dataDir,
  logger = silent,
  statementMs = 5000,
  idleInTransactionMs = 10_000,
}: DatabaseOptions): Promise<Database> {
  const limits = { statementMs, idleInTransactionMs, logger };
  const opened = url ? await openServer({ url, ...limits }) : await openEmbedded({ dataDir, ...limits });
  const { settings, ...rest } = opened;
  return {
    kind: url ? 'server' : 'embedded',
    // The embedded one looks after itself.
    watch: () => undefined,
    maintain: (run) => withMaintenance(settings, run),
    ...rest,
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: opened.pool }) }),
  };
}

/** Frees dead rows and brings the planner's statistics up to date. */
export async function vacuumAnalyze(database: Database): Promise<void> {
  await database.maintain((client) => client.query('VACUUM ANALYZE'));
}
