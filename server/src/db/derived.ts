import { createHash } from 'node:crypto';
import { ORGANISER, traitsOf } from '../contract/kinds.ts';
import type { StoredThing } from './thing.ts';

/** Made from the list of things after all migrations, and anew when its text changes. */
export interface Derived {
  name: string;
  /** May be run again. */
  sql: string;
}

/** The views over all kinds. */
export const deriveViews = (things: readonly StoredThing[]): Derived[] => [
  {
    // Things that were public once, as far as their state or a tombstone tells.
    name: 'public_gone',
    sql: `CREATE OR REPLACE VIEW public_gone AS
      ${things.map(({ kind, table }) => `SELECT '${kind}' AS kind, id FROM ${table} WHERE state IN ('withdrawn', 'archived')`).join('\nUNION ALL ')}
      UNION ALL SELECT kind, id FROM changes WHERE deleted;
      GRANT SELECT ON public_gone TO zlm_app`,
  },
  {
    // Which places a change of a thing may concern; what hangs on an institution comes and goes with it.
    name: 'change_places',
    sql: `CREATE OR REPLACE VIEW change_places AS
      SELECT kind, id, place_id FROM left_places
      UNION ALL SELECT 'place', place_id, place_id FROM place_spots
      ${things
        .flatMap(listChangePlaces)
        .map((select) => `UNION ALL ${select}`)
        .join('\n')}`,
  },
];

function listChangePlaces({ kind, table, organiser, changePlaces }: StoredThing): readonly string[] {
  if (changePlaces) return changePlaces;
  const hasPlace = traitsOf(kind).places === 'one' && organiser !== null;
  return hasPlace ? [`SELECT '${ORGANISER}', ${organiser}, place_id FROM ${table} WHERE state = 'published'`] : [];
}

interface Client {
  query: (sql: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
}

/** Makes what is new or has another text; after a migration everything. Answers their names. */
export async function derive(client: Client, derived: readonly Derived[], hasMigrated: boolean): Promise<string[]> {
  await client.query('CREATE TABLE IF NOT EXISTS derived (name text PRIMARY KEY, hash text NOT NULL)');
  const { rows } = await client.query('SELECT name, hash FROM derived');
  const made = new Map((rows as { name: string; hash: string }[]).map(({ name, hash }) => [name, hash]));
  const due = derived.filter(({ name, sql }) => hasMigrated || made.get(name) !== hashOf(sql));
  for (const { name, sql } of due) {
    await client.query('BEGIN');
    try {
      await client.query(sql);
      await client.query('INSERT INTO derived VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash', [
        name,
        hashOf(sql),
      ]);
      await client.query('COMMIT');
    } catch (cause) {
      await client.query('ROLLBACK');
      throw new Error(`${name} could not be made: ${(cause as Error).message}`, { cause });
    }
  }
  return due.map(({ name }) => name);
}

const hashOf = (sql: string): string => createHash('sha256').update(sql).digest('hex');
