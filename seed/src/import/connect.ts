import { existsSync } from 'node:fs';
import path from 'node:path';
import { connectRunning, openDatabase, type Logger } from '@zlm/server/db';
import type { ClientBase } from 'pg';

/** The server never ran here, so there is nothing to write to. */
export class NotPrepared extends Error {}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface ConnectOptions {
  databaseUrl: string | undefined;
  dataDir: string;
}

/**
 * Runs on one connection as the owner of everything: to the server of DATABASE_URL, to the running process that holds
 * the data directory, or to the embedded database itself. Throws `StartupError` or `NotPrepared`.
 */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: ConnectOptions,
  run: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const running = databaseUrl ? null : await connectRunning(dataDir, silent);
  if (running) {
    const client = await running.connect();
    try {
      return await run(client);
    } finally {
      client.release();
      await running.end();
    }
  }
  if (!databaseUrl && !existsSync(path.join(dataDir, 'pgdata', 'PG_VERSION'))) throw new NotPrepared();
  const database = await openDatabase({ url: databaseUrl, dataDir });
  try {
    return await database.maintain(run);
  } finally {
    await database.close();
  }
}
