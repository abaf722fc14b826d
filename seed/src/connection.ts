import { NotPrepared } from '@zlm/server/intake/not-prepared';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { connectRunning, openDatabase, type Logger } from '@zlm/server/db';
import type { ClientBase } from 'pg';

export interface Where {
  /** Connection string of a PostgreSQL server; without it the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
}

const logger: Logger = {
  info: () => undefined,
  warn: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

/**
 * Runs on one connection as the owner of everything, without a limit on time: to the server of DATABASE_URL, to the
 * running process that holds the data directory, or to the embedded database itself. Throws StartupError, NotPrepared.
 */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: Where,
  run: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const running = databaseUrl ? null : await connectRunning(dataDir, logger);
  if (running) {
    const client = await running.connect();
    try {
      return await checked(client, run);
    } finally {
      client.release(true);
      await running.end();
    }
  }
  if (!databaseUrl && !existsSync(path.join(dataDir, 'pgdata', 'PG_VERSION'))) throw new NotPrepared();
  const database = await openDatabase({ url: databaseUrl, dataDir, logger });
  return database.maintain((client) => checked(client, run)).finally(() => database.close());
}

async function checked<T>(client: ClientBase, run: (client: ClientBase) => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ ready: boolean }>(`SELECT to_regclass('seed_runs') IS NOT NULL AS ready`);
  if (!rows[0]!.ready) throw new NotPrepared();
  return run(client);
}
