import { connectRunning, openDatabase } from '@zlm/server/db';
import type { Logger } from '@zlm/server/db';
import type pg from 'pg';

export interface Where {
  /** Connection string of a PostgreSQL server; without it the embedded database in `dataDir`. */
  url: string | undefined;
  dataDir: string;
}

const logger: Logger = {
  info: () => undefined,
  warn: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

/** Runs on one connection that no time limit reaches; through the running server where one holds the data directory. */
export async function withClient<T>({ url, dataDir }: Where, run: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const running = url ? null : await connectRunning(dataDir, logger);
  if (!running) {
    const database = await openDatabase({ url, dataDir, logger });
    return database.maintain((client) => checked(client, run)).finally(() => database.close());
  }
  const client = await running.connect();
  try {
    return await checked(client, run);
  } finally {
    client.release(true);
    await running.end();
  }
}

async function checked<T>(client: pg.ClientBase, run: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ ready: boolean }>(`SELECT to_regclass('seed_runs') IS NOT NULL AS ready`);
  if (!rows[0]!.ready) throw new Error('the database has no tables yet: start the server once, it makes them');
  return run(client);
}
