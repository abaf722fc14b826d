import type { Database } from './database.ts';
import { derive, type Derived } from './derived.ts';

export interface SqlClient {
  query(sql: string): Promise<unknown>;
}
export interface Migration {
  /** `<timestamp>_<module>_<what>`, unique. */
  name: string;
  up: (client: SqlClient) => Promise<void>;
}

// Any number will do that nobody else takes in this database.
export const STRUCTURE_LOCK = 7_305_021;

/**
 * Applies those not yet applied, sorted by name, each in its own transaction, then makes what is derived; answers the
 * names of both.
 * Starters on one server wait for each other; the embedded database has one starter only.
 */
export async function migrate(
  database: Pick<Database, 'kind' | 'maintain'>,
  migrations: readonly Migration[],
  derived: readonly Derived[] = [],
): Promise<string[]> {
  const sorted = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const twin = sorted.find((migration, at) => migration.name === sorted[at + 1]?.name);
  if (twin) throw new Error(`two migrations are named ${twin.name}`);

  return database.maintain(async (client) => {
    if (database.kind === 'server') await client.query(`SELECT pg_advisory_lock(${STRUCTURE_LOCK})`);
    await client.query(`CREATE TABLE IF NOT EXISTS migrations (
      name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const missing = sorted.filter(({ name }) => !applied.has(name));
    for (const migration of missing) {
      const { name } = migration;
      await client.query('BEGIN');
      try {
        await migration.up({ query: (sql) => client.query(sql) });
        await client.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
        await client.query('COMMIT');
      } catch (cause) {
        await client.query('ROLLBACK');
        throw new Error(`migration ${name} failed: ${(cause as Error).message}`, { cause });
      }
    }
    const made = await derive(client, derived, missing.length > 0);
    return [...missing.map(({ name }) => name), ...made];
  });
}
