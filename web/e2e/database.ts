import { connectRunning, openDatabase } from '@zlm/server/db';
import { inject } from 'vitest';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Writer {
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  end: () => Promise<void>;
}

/** A client of the database beside the app: what it commits nobody told the app. */
export async function connectToDatabase(): Promise<Writer> {
  const { url, dataDir } = inject('database');
  if (!url) {
    const pool = await connectRunning(dataDir, silent);
    if (!pool) throw new Error(`no app runs on ${dataDir}`);
    return pool;
  }
  const database = await openDatabase({ url, dataDir });
  return { query: (text, values) => database.pool.query(text, values), end: () => database.close() };
}
