import { connectRunning, openDatabase } from '@zlm/server/db';
import { inject } from 'vitest';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Writer {
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  end: () => Promise<void>;
}

/** An organiser nobody else looks at: what a journey adds under it changes no list but its own and the whole. */
export async function insertInstitution(writer: Writer, name: string): Promise<number> {
  const { rows } = await writer.query<{ id: number }>(
    `INSERT INTO institutions (state, source_system, source_id, name, type, level)
     SELECT 'published', 'journey', $1, $1, type, 'none' FROM institutions LIMIT 1 RETURNING id`,
    [name],
  );
  return Number(rows[0]!.id);
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
